import { LearningRateDialog } from '../inspect/LearningRateDialog.tsx';
import { NeuronDialog } from '../inspect/neurons/NeuronDialog.tsx';
import { PlaygroundDialog } from '../inspect/playground/PlaygroundDialog.tsx';
import { PredictionsDialog } from '../inspect/predictions/PredictionsDialog.tsx';
import { WeightsDialog } from '../inspector/WeightsDialog.tsx';
import { ExportDialog } from '../runs/ExportDialog.tsx';
import { openDialog } from '../state/sessionStore.ts';
import { useSession } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';
import { AddBlockDialog } from './AddBlockDialog.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { EditRunDialog } from './EditRunDialog.tsx';
import { HistoryDialog } from './HistoryDialog.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';

/** The one window that lies over the window, if any. */
export function Dialogs() {
  const dialog = useSession((state) => state.dialog);
  switch (dialog?.type) {
    case undefined:
      return null;
    case 'commands':
      return <CommandPalette />;
    case 'shortcuts':
      return <ShortcutSheet />;
    case 'history':
      return <HistoryDialog />;
    case 'playground':
      return <PlaygroundDialog />;
    case 'learningRate':
      return <LearningRateDialog />;
    case 'editRun':
      return <EditRunDialog run={dialog.run} />;
    case 'weights':
      return <WeightsDialog node={dialog.node} />;
    case 'neurons':
      return <NeuronDialog node={dialog.node} />;
    case 'predictions':
      return <PredictionsDialog run={dialog.run} passes={dialog.passes} />;
    case 'connect':
      return <ConnectDialog node={dialog.node} />;
    case 'add':
      return <AddBlockDialog place={dialog.place} from={dialog.from} />;
    case 'export':
      return <ExportDialog run={dialog.run} />;
    case 'confirm':
      return (
        <Dialog title={dialog.title} onClose={() => openDialog(null)} className="w-[420px]">
          <DialogBody>
            <p className="m-0">{dialog.text}</p>
          </DialogBody>
          <DialogFooter>
            <Button data-autofocus onClick={() => openDialog(null)}>
              Cancel
            </Button>
            <Button
              look="danger"
              onClick={() => {
                openDialog(null);
                dialog.run();
              }}
            >
              {dialog.action}
            </Button>
          </DialogFooter>
        </Dialog>
      );
  }
}
