import { useState } from 'react';
import { CircleCheck, Copy, FolderOpen } from 'lucide-react';
import type { ExportResult, RunRow } from '../../shared/ipc/rows.ts';
import { epochsDone } from '../state/currentRun.ts';
import { messageOf } from '../state/connection.ts';
import { openDialog, toast } from '../state/sessionStore.ts';
import { contract } from '../state/studio.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';
import { formatBytes, formatExact, formatPercent, formatValue } from '../ui/formatNumber.ts';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { SelectInput } from '../ui/SelectInput.tsx';
import { controlClass } from '../ui/TextInput.tsx';
import { stateTitles } from './runWords.ts';

type Phase =
  | { readonly at: 'asking'; readonly problem: string | null }
  | { readonly at: 'writing' }
  | { readonly at: 'done'; readonly result: ExportResult };

/** Writes a run's model for TensorFlow.js and shows the proof that the files compute the same. */
export function ExportDialog({ run: asked }: { readonly run: string | null }) {
  const exportable = useProjectRuns().filter((run) => run.hasCheckpoint);
  const [chosen, setChosen] = useState(asked ?? exportable[0]?.id ?? '');
  const [directory, setDirectory] = useState('');
  const [phase, setPhase] = useState<Phase>({ at: 'asking', problem: null });
  const [weights, setWeights] = useState<'newest' | 'best'>('newest');
  const bestEpoch = exportable.find((run) => run.id === chosen)?.bestEpoch ?? null;
  const close = (): void => openDialog(null);

  const write = (): void => {
    setPhase({ at: 'writing' });
    const target = directory.trim();
    contract
      .call('exportRun', {
        run: chosen,
        format: 'tfjs',
        ...(bestEpoch !== null && { weights }),
        ...(target !== '' && { directory: target }),
      })
      .then(
        (result) => setPhase({ at: 'done', result }),
        (error: unknown) => setPhase({ at: 'asking', problem: messageOf(error) }),
      );
  };
  return (
    <Dialog title="Export a trained model" onClose={close} className="w-[520px]">
      {phase.at === 'done' ? (
        <Proof result={phase.result} onClose={close} />
      ) : exportable.length === 0 ? (
        <DialogBody>
          <p className="m-0 text-muted">
            No run of this project has weights yet. Train the model first: its weights are kept at the end of every epoch.
          </p>
        </DialogBody>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            write();
          }}
        >
          <DialogBody className="flex flex-col gap-3">
            <div>
              <span className="mb-1 block text-xs text-muted">Run</span>
              <SelectInput
                aria-label="Run"
                value={chosen}
                disabled={phase.at === 'writing'}
                choices={exportable.map((run) => ({ value: run.id, title: runWords(run) }))}
                onCommit={setChosen}
              />
            </div>
            {bestEpoch !== null && (
              <div>
                <span className="mb-1 block text-xs text-muted">Weights</span>
                <SelectInput
                  aria-label="Weights"
                  value={weights}
                  disabled={phase.at === 'writing'}
                  choices={[
                    { value: 'newest', title: 'The newest' },
                    { value: 'best', title: `The best, of epoch ${bestEpoch}` },
                  ]}
                  onCommit={setWeights}
                />
              </div>
            )}
            <label className="block">
              <span className="mb-1 block text-xs text-muted">Folder</span>
              <span className="flex gap-2">
                <input
                  type="text"
                  aria-label="Folder"
                  className={controlClass}
                  placeholder="A new folder among Netloom's exports"
                  value={directory}
                  disabled={phase.at === 'writing'}
                  onChange={(event) => setDirectory(event.target.value)}
                />
                {window.netloom && (
                  <Button
                    disabled={phase.at === 'writing'}
                    onClick={() => void window.netloom?.chooseFolder().then((folder) => folder !== null && setDirectory(folder))}
                  >
                    Browse…
                  </Button>
                )}
              </span>
              <span className="mt-1 block text-xs text-faint">
                The full path of an empty or new folder. Left empty, one is made among Netloom's own files.
              </span>
            </label>
            <p className="m-0 text-xs text-muted">
              A model for TensorFlow.js, with the preprocessing inside, class names and a small web page to try it: its own layers, or,
              where they cannot say the model, the graph of its operations. It is read back and compared with this run on validation
              examples before you get it.
            </p>
            {phase.at === 'asking' && phase.problem !== null && (
              <p role="alert" className="m-0 rounded-sm bg-danger-soft px-2 py-1.5 text-xs text-danger" data-selectable>
                {phase.problem}
              </p>
            )}
            {phase.at === 'writing' && <ProgressBar label="Export" value={null} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" look="primary" data-autofocus disabled={phase.at === 'writing' || chosen === ''}>
              {phase.at === 'writing' ? 'Writing and comparing…' : 'Export'}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  );
}

function runWords(run: RunRow): string {
  const loss = run.metrics['val_loss'];
  const accuracy = run.metrics['val_accuracy'];
  return [
    `Run ${run.number}`,
    stateTitles[run.state].toLowerCase(),
    epochsDone(run),
    ...(accuracy !== undefined
      ? [`validation accuracy ${formatPercent(accuracy)}`]
      : loss !== undefined
        ? [`validation loss ${formatValue(loss)}`]
        : []),
  ].join(', ');
}

function Proof({ result, onClose }: { readonly result: ExportResult; readonly onClose: () => void }) {
  const copy = (): void => {
    navigator.clipboard.writeText(result.directory).then(
      () => toast('success', 'The path is in the clipboard.'),
      () => toast('error', 'The clipboard is not open to this window.'),
    );
  };
  return (
    <>
      <DialogBody className="flex flex-col gap-3">
        <p className="m-0 flex items-start gap-2 rounded-sm bg-success-soft px-3 py-2 text-success">
          <CircleCheck className="mt-0.5 size-4 shrink-0" />
          <span>
            Read back and compared on {formatExact(result.samples)} examples: the largest difference is{' '}
            <strong title={String(result.largestDifference)}>{formatValue(result.largestDifference)}</strong>.
          </span>
        </p>
        {result.reason !== null && (
          <p className="m-0 text-xs text-muted">
            It is a graph model, opened with <code className="font-mono">tf.loadGraphModel</code>: {result.reason}.
          </p>
        )}
        <div>
          <span className="mb-1 block text-xs text-muted">Folder</span>
          <div className="flex items-center gap-1">
            <code
              className="min-w-0 flex-1 rounded-sm border border-edge bg-sunken px-2 py-1 font-mono text-xs wrap-anywhere"
              data-selectable
            >
              {result.directory}
            </code>
          </div>
        </div>
        {result.files.some(({ name }) => name === 'index.html') && (
          <p className="m-0 text-xs text-muted">
            To try the model, open <span className="font-medium text-ink">index.html</span> in this folder: it needs nothing else.
          </p>
        )}
        <table aria-label="Files" className="w-full text-xs">
          <tbody>
            {result.files.map((file) => (
              <tr key={file.name}>
                <td className="py-0.5" data-selectable>
                  {file.name}
                </td>
                <td className="py-0.5 text-right text-muted" title={`${formatExact(file.bytes)} bytes`}>
                  {formatBytes(file.bytes)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </DialogBody>
      <DialogFooter>
        {window.netloom && (
          <Button onClick={() => void window.netloom?.showFolder(result.directory)}>
            <FolderOpen /> Show folder
          </Button>
        )}
        <Button data-autofocus onClick={copy}>
          <Copy /> Copy path
        </Button>
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </DialogFooter>
    </>
  );
}
