import { Command } from 'cmdk';
import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import { connect } from '../state/editing/editGraph.ts';
import { findWiring } from '../state/editing/wiring.ts';
import { openDialog } from '../state/sessionStore.ts';
import { seenGraph, useDocument } from '../state/studio.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { CommandGroup, CommandItem, commandInputClass, commandListClass } from './commandParts.tsx';
import { scoreCommand } from './scoreCommand.ts';

/** Wires a block to another by keys: those it can lead to, and why it cannot lead to the rest. */
export function ConnectDialog({ node: id }: { readonly node: string }) {
  const open = useDocument((state) => state.open);
  const close = (): void => openDialog(null);
  const nodes = open?.graph.nodes ?? {};
  const from = nodes[id];
  if (!open || !from) return null;
  const seen = seenGraph();
  const found = Object.values(nodes)
    .filter((node) => node.id !== id)
    .map((node) => ({ node, wiring: findWiring(seen.document, from, node, seen.inference) }));
  const possible = found.flatMap(({ node, wiring }) => ('ends' in wiring ? [{ node, ends: wiring.ends }] : []));
  const refused = found.flatMap(({ node, wiring }) => ('reason' in wiring ? [{ node, reason: wiring.reason }] : []));
  const face = (kind: string) => (
    <span
      className="h-4 w-1 shrink-0 rounded-full"
      style={{ background: `var(--group-${hasBlock(kind) ? findBlock(kind).group : 'model'})` }}
    />
  );
  return (
    <Dialog bare title={`Connect ${nodeTitle(from)} to`} onClose={close} className="mt-[12vh]! w-[560px]">
      <Command loop filter={scoreCommand} label={`Connect ${nodeTitle(from)} to`} className="flex min-h-0 flex-col">
        <Command.Input data-autofocus placeholder={`Connect ${nodeTitle(from)} to…`} className={commandInputClass} />
        <Command.List className={commandListClass}>
          <Command.Empty className="px-3 py-4 text-center text-muted">There is no such block.</Command.Empty>
          {possible.length > 0 && (
            <CommandGroup heading="Can be connected">
              {possible.map(({ node, ends }) => (
                <CommandItem
                  key={node.id}
                  value={`${nodeTitle(node)} ${node.id}`}
                  onSelect={() => {
                    close();
                    connect(ends);
                  }}
                >
                  {face(node.kind)}
                  <span className="min-w-0 flex-1 truncate">{nodeTitle(node)}</span>
                </CommandItem>
              ))}
            </CommandGroup>
          )}
          {refused.length > 0 && (
            <CommandGroup heading="Cannot be connected">
              {refused.map(({ node, reason }) => (
                <CommandItem key={node.id} value={`${nodeTitle(node)} ${node.id}`} disabled onSelect={close}>
                  {face(node.kind)}
                  <span className="shrink-0">{nodeTitle(node)}</span>
                  <span className="min-w-0 flex-1 truncate text-right text-xs" title={reason}>
                    {reason}
                  </span>
                </CommandItem>
              ))}
            </CommandGroup>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}
