import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { batchWords } from '../../shared/plan/batchWords.ts';
import { expectedExamples } from '../../shared/plan/expectedSteps.ts';
import { documents } from '../state/studio.ts';
import { cx } from '../ui/cx.ts';

/** The usual batch sizes, all examples among them, and what an epoch becomes with the one that is chosen. */
export function BatchSizes({ document }: { readonly document: ProjectDocument }) {
  const { batchSize } = parseValues(trainingParams, document.training).values;
  const examples = expectedExamples(document);
  const offered = (trainingParams.batchSize.offered ?? []).filter((size) => size < examples);
  const choose = (size: number): void =>
    documents.edit([{ type: 'setTraining', values: { ...document.training, batchSize: size } }], { label: 'Batch size' });
  const choice = (size: number, title: string, pressed: boolean) => (
    <button
      key={title}
      type="button"
      aria-pressed={pressed}
      className={cx(
        'rounded-sm border px-1.5 text-2xs leading-4.5 tabular-nums',
        pressed ? 'border-accent bg-accent-soft text-ink' : 'border-edge text-muted hover:border-edge-strong hover:text-ink',
      )}
      onClick={() => choose(size)}
    >
      {title}
    </button>
  );
  return (
    <div className="pb-1">
      <div role="group" aria-label="Usual batch sizes" className="flex flex-wrap gap-1">
        {offered.map((size) => choice(size, String(size), batchSize === size))}
        {choice(examples, 'full batch', batchSize >= examples)}
      </div>
      <p className="m-0 mt-1 text-2xs text-faint">{batchWords(batchSize, examples)}</p>
    </div>
  );
}
