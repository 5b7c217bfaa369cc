import { ChevronRight } from 'lucide-react';
import { graphAt } from '../../shared/graph/groups.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import { leaveGroup } from '../state/editing/openGroup.ts';
import { useDocument, useShallow } from '../state/studio.ts';

/** Where the graph that is seen stands: the model and the groups that were opened, each a way back. */
export function GroupPath() {
  const titles = useDocument(
    useShallow(({ open }) =>
      open === null
        ? []
        : open.path.map((id, at) => {
            const node = graphAt(open.document, open.path.slice(0, at))?.nodes[id];
            return node ? nodeTitle(node) : id;
          }),
    ),
  );
  if (titles.length === 0) return null;
  return (
    <nav
      aria-label="Opened groups"
      className="absolute top-2 left-2 z-10 flex max-w-[calc(100%-16px)] items-center rounded-md border border-edge bg-panel px-1 py-0.5 text-xs shadow-sm"
    >
      {['Model', ...titles].map((title, depth, all) => (
        <span key={`${depth}/${title}`} className="flex min-w-0 items-center">
          {depth > 0 && <ChevronRight className="size-3.5 shrink-0 text-faint" />}
          {depth === all.length - 1 ? (
            <span aria-current="page" className="truncate px-1.5 py-0.5 font-semibold" title={title}>
              {title}
            </span>
          ) : (
            <button
              type="button"
              title={`Back to ${title}`}
              className="truncate rounded-sm px-1.5 py-0.5 text-muted hover:bg-hover hover:text-ink"
              onClick={() => leaveGroup(depth)}
            >
              {title}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}
