import { Command } from 'cmdk';
import { blockGroups } from '../../shared/catalogue/block.ts';
import { blockWords } from '../../shared/catalogue/blockWords.ts';
import { blocks } from '../../shared/catalogue/index.ts';
import { standsHere } from '../palette/searchBlocks.ts';
import { addBlock } from '../state/editing/editGraph.ts';
import { documents } from '../state/studio.ts';
import { openDialog } from '../state/sessionStore.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { CommandGroup, CommandItem, commandInputClass, commandListClass } from './commandParts.tsx';
import { scoreCommand } from './scoreCommand.ts';

interface AddBlockDialogProps {
  readonly place: { readonly x: number; readonly y: number } | null;
  /** The output that the new block is wired to. */
  readonly from: { readonly node: string; readonly port: string } | null;
}

/** Chooses a block to add by typing. */
export function AddBlockDialog({ place, from }: AddBlockDialogProps) {
  const close = (): void => openDialog(null);
  const here = blocks.filter((block) => standsHere(block, documents.getState().open?.path ?? []));
  const shown = from ? here.filter((block) => block.inputs.length > 0) : here;
  return (
    <Dialog bare title="Add block" onClose={close} className="mt-[12vh]! w-[480px]">
      <Command loop filter={scoreCommand} label="Add block" className="flex min-h-0 flex-col">
        <Command.Input data-autofocus placeholder={from ? 'Which block comes next?' : 'Which block?'} className={commandInputClass} />
        <Command.List className={commandListClass}>
          <Command.Empty className="px-3 py-4 text-center text-muted">No block is called like that.</Command.Empty>
          {blockGroups.map((group) => (
            <CommandGroup key={group.id} heading={group.title}>
              {shown
                .filter((block) => block.group === group.id)
                .map((block) => (
                  <CommandItem
                    key={block.kind}
                    value={[block.title, block.kind, ...blockWords(block), group.title].join(' ')}
                    onSelect={() => {
                      close();
                      addBlock(block.kind, { ...(place && { place }), ...(from && { from }) });
                    }}
                  >
                    <span className="h-4 w-1 shrink-0 rounded-full" style={{ background: `var(--group-${block.group})` }} />
                    <span className="shrink-0">{block.title}</span>
                    <span className="min-w-0 flex-1 truncate text-right text-xs text-faint">{block.summary}</span>
                  </CommandItem>
                ))}
            </CommandGroup>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
