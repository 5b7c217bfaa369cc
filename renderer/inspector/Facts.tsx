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
    <dl className="m-0 grid grid-cols-[fit-content(60%)_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
      {rows.map((row) => (
        <div key={row.name} className="contents">
          <dt className="wrap-anywhere text-muted">{row.name}</dt>
          <dd
            className="m-0 truncate text-right"
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
