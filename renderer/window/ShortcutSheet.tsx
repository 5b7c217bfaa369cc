import { openDialog } from '../state/sessionStore.ts';
import { Dialog, DialogBody } from '../ui/Dialog.tsx';
import { Keys } from '../ui/Keys.tsx';
import { actionGroups, actions } from './actions.ts';

const gestures: readonly (readonly [string, string])[] = [
  ['Wheel', 'Zoom'],
  ['Drag the canvas', 'Move the view'],
  ['Shift + drag', 'Select an area'],
  ['Shift or Ctrl + click', 'Add to the selection'],
  ['Drop a block on a wire', 'Insert it there'],
  ['Let a wire go over nothing', 'Add the next block'],
  ['Double click the canvas', 'Add a block there'],
  ['Tab, then Enter', 'Select a block by keys'],
];

/** All keys and gestures on one sheet. */
export function ShortcutSheet() {
  return (
    <Dialog title="Keyboard shortcuts" onClose={() => openDialog(null)} className="w-[720px]">
      <DialogBody className="columns-2 gap-8">
        {actionGroups.map((group) => {
          const own = actions.filter((action) => action.group === group && action.keys);
          return own.length === 0 ? null : (
            <section key={group} className="mb-4 break-inside-avoid">
              <h3 className="mb-1 text-xs font-semibold text-faint">{group}</h3>
              {own.map((action) => (
                <div key={action.id} className="flex min-h-6 items-center gap-2">
                  <span className="min-w-0 flex-1 truncate">{action.title}</span>
                  {action.keys?.map((keys) => (
                    <Keys key={keys} keys={keys} />
                  ))}
                </div>
              ))}
            </section>
          );
        })}
        <section className="break-inside-avoid">
          <h3 className="mb-1 text-xs font-semibold text-faint">With the pointer</h3>
          {gestures.map(([gesture, does]) => (
            <div key={gesture} className="flex min-h-6 items-center gap-2">
              <span className="min-w-0 flex-1">{does}</span>
              <span className="text-xs text-muted">{gesture}</span>
            </div>
          ))}
        </section>
      </DialogBody>
    </Dialog>
  );
}
