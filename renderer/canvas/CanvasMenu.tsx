import { useState, type MouseEvent, type ReactNode } from 'react';
import { ContextMenu } from 'radix-ui';
import { canvas, canvasView } from '../state/editing/canvasStore.ts';
import {
  autoLayout,
  copyFromMenu,
  cutFromMenu,
  deleteSelection,
  dissolveSelection,
  duplicateSelection,
  pasteFromMenu,
  selectAll,
} from '../state/editing/editGraph.ts';
import { groupSelection, openGroup, selectedGroup, ungroupSelection } from '../state/editing/openGroup.ts';
import { openDialog, select, session } from '../state/sessionStore.ts';
import { menuClass, menuItemClass } from '../ui/Menu.tsx';
import { cx } from '../ui/cx.ts';
import { Keys } from '../ui/Keys.tsx';

type Target = { readonly type: 'pane' } | { readonly type: 'nodes'; readonly one: string | null } | { readonly type: 'wire' };

/** The menu under the right mouse button: for blocks, for a wire, for the empty canvas. */
export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const [target, setTarget] = useState<Target>({ type: 'pane' });
  const aim = (event: MouseEvent): void => setTarget(aimAt(event.target));
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger asChild onContextMenu={aim}>
        <div className="size-full">{children}</div>
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={menuClass} collisionPadding={8} aria-label="Canvas menu">
          {target.type === 'nodes' && <NodeItems one={target.one} />}
          {target.type === 'wire' && (
            <Item keys="Delete" danger onSelect={() => deleteSelection()}>
              Delete wire
            </Item>
          )}
          {target.type === 'pane' && <PaneItems />}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** What was pointed at becomes the selection, unless it is part of it. */
function aimAt(element: EventTarget): Target {
  if (!(element instanceof Element)) return { type: 'pane' };
  const { selectedNodes } = session.getState();
  const node = element.closest('.react-flow__node')?.getAttribute('data-id');
  if (node != null) {
    if (!selectedNodes.has(node)) select([node]);
    return { type: 'nodes', one: session.getState().selectedNodes.size === 1 ? node : null };
  }
  if (element.closest('.react-flow__nodesselection')) return { type: 'nodes', one: null };
  const wire = element.closest('.react-flow__edge')?.getAttribute('data-id');
  if (wire == null) return { type: 'pane' };
  select([], [wire]);
  return { type: 'wire' };
}

function NodeItems({ one }: { readonly one: string | null }) {
  return (
    <>
      {one !== null && (
        <>
          <Item keys="C" onSelect={() => openDialog({ type: 'connect', node: one })}>
            Connect to…
          </Item>
          {selectedGroup() !== null && (
            <>
              <Item keys="Enter" onSelect={() => openGroup(one)}>
                Open group
              </Item>
              <Item keys="Ctrl+Shift+G" onSelect={ungroupSelection}>
                Ungroup
              </Item>
            </>
          )}
          <Line />
        </>
      )}
      <Item keys="Ctrl+G" onSelect={groupSelection}>
        Group selection
      </Item>
      <Item keys="Ctrl+X" onSelect={() => void cutFromMenu()}>
        Cut
      </Item>
      <Item keys="Ctrl+C" onSelect={() => void copyFromMenu()}>
        Copy
      </Item>
      <Item keys="Ctrl+D" onSelect={duplicateSelection}>
        Duplicate
      </Item>
      <Line />
      <Item onSelect={dissolveSelection}>Delete and keep the wire</Item>
      <Item keys="Delete" danger onSelect={() => deleteSelection()}>
        Delete
      </Item>
    </>
  );
}

function PaneItems() {
  const { pointer } = canvas.getState();
  return (
    <>
      <Item keys="A" onSelect={() => openDialog({ type: 'add', place: pointer, from: null })}>
        Add block…
      </Item>
      <Item keys="Ctrl+V" onSelect={() => void pasteFromMenu()}>
        Paste
      </Item>
      <Item keys="Ctrl+A" onSelect={selectAll}>
        Select all
      </Item>
      <Line />
      <Item keys="L" onSelect={() => void autoLayout()}>
        Auto-layout
      </Item>
      <Item keys="F" onSelect={() => canvasView()?.fit()}>
        Fit view
      </Item>
    </>
  );
}

interface ItemProps {
  readonly onSelect: () => void;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly children: ReactNode;
}
function Item({ onSelect, keys, danger = false, children }: ItemProps) {
  return (
    <ContextMenu.Item onSelect={onSelect} className={cx(menuItemClass, danger && 'text-danger')}>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys !== undefined && <Keys keys={keys} />}
    </ContextMenu.Item>
  );
}
const Line = () => <ContextMenu.Separator className="my-1 h-px bg-edge" />;
