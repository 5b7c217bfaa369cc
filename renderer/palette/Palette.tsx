import { useMemo, useState, type DragEvent } from 'react';
import { Search, X } from 'lucide-react';
import { blockGroups, type Block } from '../../shared/catalogue/block.ts';
import { blocks } from '../../shared/catalogue/index.ts';
import { blockDragType } from '../state/editing/dragType.ts';
import { addBlock } from '../state/editing/editGraph.ts';
import { Tooltip } from '../ui/Tooltip.tsx';
import { controlClass } from '../ui/TextInput.tsx';
import { useDocument } from '../state/studio.ts';
import { searchBlocks, standsHere } from './searchBlocks.ts';

const outermost: readonly string[] = [];

/** All blocks by group, found by words; each is dragged onto the canvas or added by a click. */
export function Palette() {
  const [query, setQuery] = useState('');
  const path = useDocument(({ open }) => open?.path ?? outermost);
  const here = useMemo(() => blocks.filter((block) => standsHere(block, path)), [path]);
  const found = useMemo(() => searchBlocks(here, query), [here, query]);
  const searching = query.trim() !== '';
  return (
    <section aria-label="Blocks" className="flex min-h-0 flex-1 flex-col">
      <div className="relative shrink-0 p-2">
        <Search className="pointer-events-none absolute top-1/2 left-4 size-3.5 -translate-y-1/2 text-faint" />
        <input
          type="search"
          aria-label="Search blocks"
          placeholder="Search blocks"
          className={`${controlClass} px-7! [&::-webkit-search-cancel-button]:hidden`}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            const [first] = found;
            if (event.key === 'Enter' && searching && first) addBlock(first.kind);
            if (event.key === 'Escape') setQuery('');
          }}
        />
        {searching && (
          <button
            type="button"
            aria-label="Clear search"
            className="absolute top-1/2 right-4 -translate-y-1/2 text-faint hover:text-ink"
            onClick={() => setQuery('')}
          >
            <X className="size-3.5" />
          </button>
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {searching ? (
          <BlockList blocks={found} />
        ) : (
          blockGroups.map((group) => {
            const own = here.filter((block) => block.group === group.id);
            return own.length === 0 ? null : (
              <div key={group.id} role="group" aria-label={group.title} className="mb-1.5">
                <h2 className="px-1.5 py-0.5 text-2xs font-semibold text-faint">{group.title}</h2>
                <GroupList title={group.title} blocks={own} />
              </div>
            );
          })
        )}
        {found.length === 0 && (
          <p className="px-1.5 py-2 text-xs text-muted">No block is called like that. Try a word such as "pool" or "norm".</p>
        )}
      </div>
    </section>
  );
}

/** So many blocks of a group are shown at first: the others are rarer, and a search finds them. */
const shownAtFirst = 6;

function GroupList({ title, blocks: own }: { readonly title: string; readonly blocks: readonly Block[] }) {
  const [all, setAll] = useState(false);
  const more = own.length - shownAtFirst;
  if (more < 2) return <BlockList blocks={own} />;
  return (
    <>
      <BlockList blocks={all ? own : own.slice(0, shownAtFirst)} />
      <button
        type="button"
        aria-expanded={all}
        aria-label={all ? `Fewer blocks of ${title}` : `${more} more blocks of ${title}`}
        className="flex h-6 w-full items-center rounded-sm px-4.5 text-left text-xs text-muted hover:bg-hover active:bg-active"
        onClick={() => setAll(!all)}
      >
        {all ? 'Fewer' : `${more} more`}
      </button>
    </>
  );
}

function BlockList({ blocks: shown }: { readonly blocks: readonly Block[] }) {
  return (
    <ul className="m-0 list-none p-0">
      {shown.map((block) => (
        <li key={block.kind}>
          <PaletteItem block={block} />
        </li>
      ))}
    </ul>
  );
}

function PaletteItem({ block }: { readonly block: Block }) {
  const onDragStart = (event: DragEvent): void => {
    event.dataTransfer.setData(blockDragType, block.kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <Tooltip side="right" text={block.summary}>
      <button
        type="button"
        draggable
        onDragStart={onDragStart}
        onClick={() => addBlock(block.kind)}
        className="flex h-7 w-full items-center gap-2 rounded-sm px-1.5 text-left text-sm hover:bg-hover active:bg-active"
      >
        <span className="h-4 w-1 shrink-0 rounded-full" style={{ background: `var(--group-${block.group})` }} />
        <span className="truncate">{block.title}</span>
      </button>
    </Tooltip>
  );
}
