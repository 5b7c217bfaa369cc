import { useState } from 'react';
import { plural } from '../../../shared/catalogue/plural.ts';
import { nodeTitle } from '../../../shared/graph/nodeTitle.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import { inRepeat } from '../../state/editing/inRepeat.ts';
import { openProject } from '../../state/studio.ts';
import { formatExact } from '../../ui/formatNumber.ts';
import { LookDialog } from '../LookDialog.tsx';
import { useKeys } from '../useKeys.ts';
import { useLookedRun } from '../useLookedRun.ts';
import { changedSince } from './changedSince.ts';
import { InputPlane } from './InputPlane.tsx';
import { layerInRun } from './layerInRun.ts';
import { NeuronFigures } from './NeuronFigures.tsx';
import { ProductTable } from './ProductTable.tsx';
import { Stepper } from './Stepper.tsx';
import { useNeuron } from './useNeuron.ts';

/** What single units of a Dense block compute for single examples, with the weights of a run. */
export function NeuronDialog({ node }: { readonly node: string }) {
  const project = openProject();
  const block = project.graph.nodes[node];
  const looked = useLookedRun();
  const { run } = looked;
  const [unit, setUnit] = useState(0);
  const [example, setExample] = useState(0);
  const [place, setPlace] = useState(0);
  const layer = layerInRun(project, node);
  const { view, problem } = useNeuron(run, { layer, unit, example, place });
  const ends = { unit: (view?.layer.units ?? unit + 1) - 1, example: (view?.example.rows ?? example + 1) - 1 };
  // Arrow keys go from unit to unit, and up and down from example to example.
  const toUnit = (by: number): void => setUnit(within(unit + by, ends.unit));
  const toExample = (by: number): void => setExample(within(example + by, ends.example));
  useKeys({
    ArrowLeft: () => toUnit(-1),
    ArrowRight: () => toUnit(1),
    ArrowUp: () => toExample(-1),
    ArrowDown: () => toExample(1),
  });
  const note = view && block ? changedSince(view, block, project.known.nodes[node]) : null;
  const problems = [
    ...(layer === null
      ? [
          inRepeat(project)
            ? 'This block stands in a group that repeats: a single copy cannot be looked into.'
            : 'This block takes no part in the model: no wires lead through it from an Input to an Output.',
        ]
      : []),
    ...(problem === null ? [] : [problem]),
  ];
  return (
    <LookDialog
      {...looked}
      title={`Neurons of ${block ? nodeTitle(block) : 'a block'}`}
      problems={problems}
      busy={view === null && problems.length === 0 ? 'Computing the neuron' : null}
      fields={
        <>
          <Stepper title="Unit" value={unit} last={view ? ends.unit : null} onChange={setUnit} />
          <Stepper title="Example" value={example} last={view ? ends.example : null} onChange={setExample} />
          {view && view.places > 1 && <Stepper title="Place" value={place} last={view.places - 1} onChange={setPlace} />}
        </>
      }
    >
      {note !== null && (
        <p role="note" className="m-0 rounded-sm bg-warning-soft px-2 py-1 text-xs text-warning">
          {note}
        </p>
      )}
      {view && (
        <>
          <p className="m-0 text-xs text-muted" data-selectable>
            {whatIsSeen(view)}
          </p>
          <div className="grid grid-cols-[minmax(0,1fr)_300px] items-start gap-5">
            <div className="flex min-w-0 flex-col gap-4">
              <ProductTable view={view} />
              {view.plane && <InputPlane view={view} plane={view.plane} />}
            </div>
            <NeuronFigures view={view} onUnit={setUnit} />
          </div>
        </>
      )}
    </LookDialog>
  );
}

const within = (value: number, last: number): number => Math.min(Math.max(0, value), Math.max(0, last));

const splitWords = {
  train: 'is trained on',
  validation: 'is for validation',
  test: 'is for the test',
  none: 'takes no part in this run',
} as const;

/** Whose numbers these are: of which step, layer and example. */
function whatIsSeen({ layer, step, epoch, example }: NeuronView): string {
  const targets = example.targets.map(({ name, words }) => `${name} ${words}`).join(', ');
  const weights = `Weights of ${layer.name} after step ${formatExact(step)} (${plural(epoch, 'epoch')} done).`;
  if (example.drawn) return `${weights} What arrives is drawn by chance, another draw for each example.`;
  return `${weights} Example ${formatExact(example.row)} ${splitWords[example.split ?? 'none']}${targets === '' ? '' : `: ${targets}`}.`;
}
