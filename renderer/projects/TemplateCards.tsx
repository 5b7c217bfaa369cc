import { useId, useMemo, useState } from 'react';
import { Search } from 'lucide-react';
import { templates as known } from '../../shared/templates/index.ts';
import type { TemplateRow } from '../../shared/ipc/rows.ts';
import { createFromTemplate } from '../state/projectActions.ts';
import { useProjects } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';
import { formatCount, formatExact } from '../ui/formatNumber.ts';
import { controlClass } from '../ui/TextInput.tsx';
import { GraphSketch } from './GraphSketch.tsx';
import { searchTemplates } from './searchTemplates.ts';

const grid = 'grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-3';

/** Templates as cards, by what they are about: a click opens one, ready to train. */
export function TemplateCards() {
  const templates = useProjects((state) => state.templates);
  const loaded = useProjects((state) => state.loaded);
  const [opening, setOpening] = useState<string | null>(null);
  const [query, setQuery] = useState('');
  const groups = useMemo(() => searchTemplates(templates, query), [templates, query]);
  const id = useId();
  const open = (template: string): void => {
    if (opening !== null) return;
    setOpening(template);
    void createFromTemplate(template).finally(() => setOpening(null));
  };
  return (
    <section aria-label="Templates">
      <div className="mb-2 flex items-center gap-4">
        <h2 className="min-w-0 flex-1 text-sm font-semibold">Begin with a template</h2>
        <div className="relative w-64">
          <Search className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint" />
          <input
            type="search"
            aria-label="Search templates"
            placeholder="Search templates"
            className={`${controlClass} pl-7!`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setQuery('');
            }}
          />
        </div>
      </div>
      {!loaded && (
        <ul className={grid} aria-busy>
          {known.slice(0, 8).map((template) => (
            <li key={template.id} className="h-50 rounded-lg border border-edge bg-panel" />
          ))}
        </ul>
      )}
      {groups.map(({ family, templates: own }, at) => (
        <section key={family} aria-labelledby={`${id}-${at}`} className="mb-5">
          <h3 id={`${id}-${at}`} className="mb-1.5 text-xs font-medium text-muted">
            {family}
          </h3>
          <ul className={grid}>
            {own.map((template) => (
              <li key={template.id}>
                <TemplateCard template={template} busy={opening === template.id} onOpen={() => open(template.id)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {loaded && groups.length === 0 && (
        <p className="text-xs text-muted">No template is about that. Try a word such as "pictures" or "LSTM".</p>
      )}
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
        'relative flex h-50 w-full flex-col overflow-hidden rounded-lg border border-edge bg-raised shadow-card transition-colors focus-within:border-accent hover:border-accent',
        busy && 'border-accent opacity-60',
      )}
    >
      <span className="flex h-20 shrink-0 items-center border-b border-edge bg-sunken px-4 py-2.5">
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
        <span id={`${template.id}-summary`} title={template.summary} className="mt-0.5 line-clamp-3 text-xs text-muted">
          {template.summary}
        </span>
        <span className="mt-auto flex justify-between gap-2 text-xs text-faint">
          <span className="truncate">{template.dataset}</span>
          <span className="shrink-0" title={`${formatExact(template.parameters)} parameters`}>
            {formatCount(template.parameters)} parameters
          </span>
        </span>
      </span>
    </article>
  );
}
