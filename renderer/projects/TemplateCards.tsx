import { useState } from 'react';
import { findDataset } from '../../shared/catalogue/index.ts';
import { templates as known } from '../../shared/templates/index.ts';
import type { TemplateRow } from '../../shared/ipc/rows.ts';
import { createFromTemplate } from '../state/projectActions.ts';
import { useProjects } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';
import { formatCount, formatExact } from '../ui/formatNumber.ts';
import { GraphSketch } from './GraphSketch.tsx';

/** Templates as cards: a click makes a project, ready to train. */
export function TemplateCards() {
  const templates = useProjects((state) => state.templates);
  const loaded = useProjects((state) => state.loaded);
  const [opening, setOpening] = useState<string | null>(null);
  const open = (id: string): void => {
    if (opening !== null) return;
    setOpening(id);
    void createFromTemplate(id).finally(() => setOpening(null));
  };
  return (
    <section aria-label="Templates">
      <h2 className="mb-2 text-sm font-semibold">Begin with a template</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(260px,1fr))] gap-3" aria-busy={!loaded}>
        {loaded
          ? templates.map((template) => (
              <li key={template.id}>
                <TemplateCard template={template} busy={opening === template.id} onOpen={() => open(template.id)} />
              </li>
            ))
          : known.map(({ id }) => <li key={id} className="h-54 rounded-lg border border-edge bg-panel" />)}
      </ul>
    </section>
  );
}

/** A model to sketch for each template that this window knows. */
const sketches = new Map(known.map((template) => [template.id, template.build()]));

function TemplateCard({ template, busy, onOpen }: { readonly template: TemplateRow; readonly busy: boolean; readonly onOpen: () => void }) {
  const sketch = sketches.get(template.id);
  return (
    <article
      className={cx(
        'relative flex h-54 w-full flex-col overflow-hidden rounded-lg border border-edge bg-raised shadow-card transition-colors focus-within:border-accent hover:border-accent',
        busy && 'border-accent opacity-60',
      )}
    >
      <span className="flex h-24 shrink-0 items-center border-b border-edge bg-sunken px-4 py-3">
        {sketch && <GraphSketch document={sketch} />}
      </span>
      <span className="flex min-h-0 flex-1 flex-col px-3 py-2">
        {/* The button is the title; its face is the whole card. */}
        <button
          type="button"
          aria-busy={busy}
          aria-describedby={`${template.id}-summary`}
          onClick={onOpen}
          className="truncate text-left font-semibold outline-none after:absolute after:inset-0 after:rounded-lg active:after:bg-ink/5 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {template.title}
        </button>
        <span id={`${template.id}-summary`} className="mt-0.5 line-clamp-3 text-xs text-muted">
          {template.summary}
        </span>
        <span className="mt-auto flex justify-between gap-2 text-xs text-faint">
          <span className="truncate">{datasetTitle(template.dataset)}</span>
          <span className="shrink-0" title={`${formatExact(template.parameters)} parameters`}>
            {formatCount(template.parameters)} parameters
          </span>
        </span>
      </span>
    </article>
  );
}

function datasetTitle(kind: string): string {
  try {
    return findDataset(kind).title;
  } catch {
    // A newer work may know data sets that this page does not.
    return kind;
  }
}
