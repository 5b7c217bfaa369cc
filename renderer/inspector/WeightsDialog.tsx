import { useEffect, useMemo, useState } from 'react';
import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import { formatShape } from '../../shared/catalogue/tensorSpec.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { matchLayers, misfitOf } from '../../shared/plan/matchLayers.ts';
import { startableLayers, startEdits, type Place, type StartableLayer } from '../../shared/plan/startableLayers.ts';
import { weightFormatWords } from '../../shared/plan/weightFormats.ts';
import { leftOutWords, type WeightSource } from '../../shared/plan/weightSource.ts';
import { isLive } from '../../shared/run/runState.ts';
import { epochsDone } from '../state/currentRun.ts';
import { messageOf } from '../state/connection.ts';
import { openDialog, toast } from '../state/sessionStore.ts';
import { contract, documents, openProject, useRuns } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/Dialog.tsx';
import { sentence } from '../ui/sentence.ts';
import { SelectInput } from '../ui/SelectInput.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { FieldRow } from './FieldRow.tsx';

/** Stands for a model from a file among the runs. */
const ofFile = 'file';

/** What a block starts from. */
const startOf = ({ graphs }: ProjectDocument, { graph, node }: Place) => graphs[graph]?.nodes[node]?.initialFrom;

const runWords = (run: RunRow): string => `${run.projectName}, Run ${run.number} (${epochsDone(run)})`;

/** Lets blocks start with the weights of a run that is kept here, or of a model that was made elsewhere: one block, or all that fit. */
export function WeightsDialog({ node }: { readonly node: string | null }) {
  const { document, graph, inference } = openProject();
  const layers = useMemo(() => {
    const all = startableLayers(document, inference);
    return node === null ? all : all.filter(({ places }) => places.some((place) => place.graph === graph.id && place.node === node));
  }, [document, graph, inference, node]);
  const all = useRuns(({ runs }) => runs);
  const runs = Object.values(all)
    .filter((run) => run.hasCheckpoint && !isLive(run.state))
    .toSorted((a, b) => Number(b.projectId === document.id) - Number(a.projectId === document.id) || b.created - a.created);
  const before = layers.flatMap(({ places: [place] }) => (place && startOf(document, place)) ?? [])[0];
  const [run, setRun] = useState(runs.find(({ id }) => id === before?.run)?.id ?? runs[0]?.id ?? ofFile);
  const [path, setPath] = useState('');
  const [source, setSource] = useState<WeightSource | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** By layerId of ours, the layer of the run; '' = its own initialization. */
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  /** null until it is chosen. */
  const [wanted, setFrozen] = useState<boolean | null>(null);
  useEffect(() => {
    let left = false;
    setSource(null);
    setProblem(null);
    if (run === ofFile && path === '') return undefined;
    const asked = run === ofFile ? contract.call('importWeights', { path }) : contract.call('getRunWeights', { run });
    asked.then(
      (found) => {
        if (left) return;
        const matched = matchLayers(layers, found);
        setSource(found);
        setChosen(Object.fromEntries(layers.map(({ layerId }) => [layerId, matched.get(layerId)?.layer ?? ''])));
      },
      (error: unknown) => left || setProblem(messageOf(error)),
    );
    return () => {
      left = true;
    };
  }, [run, path, layers]);
  const close = (): void => openDialog(null);
  const browse = async (): Promise<void> => {
    const found = await window.netloom?.chooseModel();
    if (found != null) setPath(found);
  };
  // For a single block all but one are left out.
  const leftOut = source && node === null ? leftOutWords(source, new Set(Object.values(chosen))) : null;
  const reading = path !== '' && source === null && problem === null;
  const taken = layers.filter(({ layerId }) => (chosen[layerId] ?? '') !== '');
  // With all frozen there would be nothing to train.
  const frozen = wanted ?? (node !== null || taken.length < layers.length);

  const apply = (): void => {
    if (!source) return;
    const edits = layers.flatMap((layer): readonly Edit[] => {
      const theirs = source.layers.find((own) => own.layer === chosen[layer.layerId]);
      if (theirs) return startEdits(layer, source, theirs, frozen);
      const started = layer.places.filter((place) => startOf(document, place));
      return started.map((place) => ({ type: 'updateNode', graph: place.graph, id: place.node, changes: { initialFrom: undefined } }));
    });
    documents.edit(edits, { label: `Weights of ${source.title}` });
    const what = taken.length === 1 ? `${taken[0]?.name} starts` : `${taken.length} blocks start`;
    toast('success', `${what} with weights of ${source.title}.`, { action: { title: 'Undo', run: () => void documents.undo() } });
    close();
  };
  return (
    <Dialog title={node === null ? 'Start from a run' : 'Start from weights of a run'} onClose={close} className="w-[600px]">
      <DialogBody className="flex flex-col gap-3">
        <p className="m-0 text-muted">
          Training begins with what another run or model has learned, in place of random numbers. What is frozen keeps it; the rest learns
          on from there.
          {runs.length === 0 && ' No run has weights yet: they are kept at the end of every epoch.'}
        </p>
        <div>
          <span className="mb-1 block text-xs text-muted">From</span>
          <SelectInput
            aria-label="From"
            data-autofocus
            value={run}
            choices={[
              ...runs.map((row) => ({ value: row.id, title: runWords(row) })),
              { value: ofFile, title: 'A model in a file, of Keras or TF.js…' },
            ]}
            onCommit={setRun}
          />
        </div>
        {run === ofFile && (
          <div>
            <span className="mb-1 block text-xs text-muted">{sentence(weightFormatWords)}</span>
            <div className="flex items-center gap-2">
              <TextInput
                aria-label="Model file"
                placeholder="/home/me/digits.keras"
                value={path}
                onCommit={(next) => setPath(next.trim())}
              />
              {window.netloom && <Button onClick={() => void browse()}>Browse…</Button>}
            </div>
            {reading && (
              <p role="status" className="m-0 mt-1 text-xs text-muted">
                Reading…
              </p>
            )}
          </div>
        )}
        {problem !== null && (
          <p role="alert" className="m-0 rounded-sm bg-danger-soft px-2 py-1.5 text-xs text-danger" data-selectable>
            {problem}
          </p>
        )}
        {source && (
          <LayerTable
            layers={layers}
            source={source}
            chosen={chosen}
            onChange={(layer, theirs) => setChosen({ ...chosen, [layer]: theirs })}
          />
        )}
        {leftOut !== null && (
          <p role="status" className="m-0 text-xs text-muted" data-selectable>
            {leftOut}
          </p>
        )}
        {source && taken.length > 0 && (
          <FieldRow
            name="frozen"
            title="Freeze them"
            help="Training leaves these weights as they are. Off: they are where training begins."
            problems={[]}
          >
            {() => <Toggle label="Freeze them" checked={frozen} onChange={setFrozen} />}
          </FieldRow>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button look="primary" disabled={!source || (taken.length === 0 && !before)} onClick={apply}>
          {taken.length === 0 ? 'Start anew' : `Start from ${taken.length === 1 ? 'it' : 'them'}`}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

interface TableProps {
  readonly layers: readonly StartableLayer[];
  readonly source: WeightSource;
  readonly chosen: Readonly<Record<string, string>>;
  readonly onChange: (layer: string, theirs: string) => void;
}

/** Each block with the layer of the run that it starts from; what does not fit is listed with the reason, and cannot be chosen. */
function LayerTable({ layers, source, chosen, onChange }: TableProps) {
  if (layers.length === 0) return <p className="m-0 text-muted">No block has weights yet: add a Dense or Conv2D block.</p>;
  return (
    <table className="w-full border-collapse text-xs">
      <thead>
        <tr className="text-left text-muted">
          <th className="py-1 pr-3 font-medium">Block</th>
          <th className="py-1 pr-3 font-medium">Its weights</th>
          <th className="w-1/2 py-1 font-medium">Starts from</th>
        </tr>
      </thead>
      <tbody>
        {layers.map((layer) => {
          const own = source.layers.map((theirs) => ({ theirs, misfit: misfitOf(layer, source, theirs) }));
          const fits = own.filter(({ misfit }) => misfit === null);
          const near = own.filter(({ misfit, theirs }) => misfit !== null && theirs.kind === layer.kind);
          const shapes = (weights: readonly { readonly name: string; readonly shape: readonly number[] }[]): string =>
            weights.map(({ name, shape }) => `${name} ${formatShape(shape)}`).join(', ');
          return (
            <tr key={layer.layerId} className="border-t border-edge">
              <td className="max-w-40 truncate py-1 pr-3" title={layer.name}>
                {layer.name}
              </td>
              <td className="py-1 pr-3 text-muted tabular-nums">{shapes(layer.weights)}</td>
              <td className="py-1">
                <SelectInput
                  aria-label={`What ${layer.name} starts from`}
                  value={chosen[layer.layerId] ?? ''}
                  choices={[
                    { value: '', title: 'Its own initialization' },
                    ...fits.map(({ theirs }) => ({ value: theirs.layer, title: theirs.name })),
                    ...near.map(({ theirs }) => ({
                      value: theirs.layer,
                      title: `${theirs.name}: ${shapes(theirs.weights)}`,
                      disabled: true,
                    })),
                  ]}
                  onCommit={(theirs) => onChange(layer.layerId, theirs)}
                />
                {fits.length === 0 && (
                  <p className="m-0 mt-0.5 text-faint">
                    {near.length === 0
                      ? `It has no ${hasBlock(layer.kind) ? findBlock(layer.kind).title : layer.kind}.`
                      : `None has the same shapes: ${near[0]?.theirs.name} has ${shapes(near[0]?.theirs.weights ?? [])}.`}
                  </p>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
