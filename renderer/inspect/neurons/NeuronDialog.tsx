import { useEffect, useState } from 'react';
import { plural } from '../../../shared/catalogue/plural.ts';
import { nodeTitle } from '../../../shared/graph/nodeTitle.ts';
import type { NeuronView } from '../../../shared/ipc/neuron.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { openDialog } from '../../state/sessionStore.ts';
import { openProject } from '../../state/studio.ts';
import { useProjectRuns, useShownRuns } from '../../state/useProjectRuns.ts';
import { Dialog, DialogBody } from '../../ui/Dialog.tsx';
import { formatExact } from '../../ui/formatNumber.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
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
  const runs = useProjectRuns().filter((run) => run.hasCheckpoint);
  const shown = useShownRuns();
  const [chosen, setChosen] = useState<string | null>(null);
  const run = runs.find(({ id }) => id === chosen) ?? shown.find(({ hasCheckpoint }) => hasCheckpoint) ?? runs[0] ?? null;
  const [unit, setUnit] = useState(0);
  const [example, setExample] = useState(0);
  const [place, setPlace] = useState(0);
  const layer = layerInRun(project, node);
  const { view, problem } = useNeuron(run, { layer, unit, example, place });
  const ends = { unit: (view?.layer.units ?? unit + 1) - 1, example: (view?.example.rows ?? example + 1) - 1 };
  // Arrow keys go from unit to unit, and up and down from example to example, unless a field wants them: of the window, as a button that was
  // pressed to the end loses the focus.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      const [across, down] = moves[event.key] ?? [0, 0];
      if (across === 0 && down === 0) return;
      event.preventDefault();
      setUnit(within(unit + across, ends.unit));
      setExample(within(example + down, ends.example));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [unit, example, ends.unit, ends.example]);
  const note = view && block ? changedSince(view, block, project.known.nodes[node]) : null;
  return (
    <Dialog title={`Neurons of ${block ? nodeTitle(block) : 'a block'}`} onClose={() => openDialog(null)} className="w-[880px]">
      <DialogBody className="flex flex-col gap-3">
        {run === null ? (
          <p className="m-0 text-muted">No run has weights yet. Train first: weights are kept at the end of every epoch, and at a pause.</p>
        ) : (
          <>
            <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
              <div className="flex flex-col gap-1 text-xs text-muted">
                <span>Run</span>
                <SelectInput
                  aria-label="Run"
                  className="w-52"
                  value={run.id}
                  choices={runs.map((own) => ({ value: own.id, title: runWords(own) }))}
                  onCommit={setChosen}
                />
              </div>
              <Stepper title="Unit" value={unit} last={view ? ends.unit : null} onChange={setUnit} />
              <Stepper title="Example" value={example} last={view ? ends.example : null} onChange={setExample} />
              {view && view.places > 1 && <Stepper title="Place" value={place} last={view.places - 1} onChange={setPlace} />}
            </div>
            {layer === null && (
              <p role="alert" className="m-0 text-danger">
                This block stands in a group that repeats: one turn of it cannot be looked at.
              </p>
            )}
            {problem !== null && (
              <p role="alert" className="m-0 text-danger" data-selectable>
                {problem}
              </p>
            )}
            {layer !== null && view === null && problem === null && <ProgressBar label="Computing the neuron" value={null} />}
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
          </>
        )}
      </DialogBody>
    </Dialog>
  );
}

const moves: Readonly<Record<string, readonly [units: number, examples: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number, last: number): number => Math.min(Math.max(0, value), Math.max(0, last));

const runWords = ({ number, epoch, epochs }: RunRow): string => `Run ${number}, ${epoch} of ${epochs} epochs`;

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
