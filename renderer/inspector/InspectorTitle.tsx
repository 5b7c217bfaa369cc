import type { BlockGroup } from '../../shared/catalogue/block.ts';

/** What is inspected, in its group's colour, and a line of what it is. */
export function InspectorTitle({
  title,
  text,
  group,
}: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly group?: BlockGroup | undefined;
}) {
  return (
    <header className="border-b border-edge p-3">
      <h2 className="m-0 flex items-center gap-2 text-base font-semibold">
        {group !== undefined && <span className="h-4 w-1 shrink-0 rounded-full" style={{ background: `var(--group-${group})` }} />}
        <span className="truncate" title={title}>
          {title}
        </span>
      </h2>
      {text !== undefined && <p className="m-0 mt-0.5 text-xs text-muted">{text}</p>}
    </header>
  );
}
