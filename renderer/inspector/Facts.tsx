import type { ReactNode } from 'react';

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** What hovering tells. */
  readonly exact?: string | undefined;
}

/** Facts in two columns: what, and how much. */
export function Facts({ rows }: { readonly rows: readonly Fact[] }) {
  return (
    <dl className="m-0 flex flex-col gap-y-0.5 text-xs">
      {rows.map((row) => (
        <div key={row.name} className="flex justify-between gap-x-3">
          <dt className="max-w-3/5 shrink-0 wrap-anywhere text-muted">{row.name}</dt>
          <dd
            className="m-0 min-w-0 truncate text-right"
            title={row.exact ?? (typeof row.value === 'string' ? row.value : undefined)}
            data-selectable
          >
            {row.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
