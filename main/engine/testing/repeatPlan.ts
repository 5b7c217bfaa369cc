import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { withGroup, withInner } from '../../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { ColumnData, State, TensorData } from '../engine.ts';

const rows = 12;

export interface RepeatPlan {
  readonly plan: TrainPlan;
  /** The same layers one by one. */
  readonly drawn: TrainPlan;
  readonly data: ColumnData;
  /** A state of `plan` as one of `drawn`. */
  toDrawn(state: State): State;
}

/** A dense network with a repeat in its middle, whose layers are these, and numbers to train it with; `inner` those of the graph `deep`. */
export function repeatPlan(
  turns: number,
  blocks: readonly (readonly [kind: string, values?: Readonly<Record<string, unknown>>])[],
  training: Readonly<Record<string, unknown>> = {},
  inner: typeof blocks = [],
): RepeatPlan {
  const alone = withGroup(turns, ...blocks);
  const document = inner.length === 0 ? alone : withInner(alone, ...inner);
  const plan = planOf({
    ...document,
    data: { ...document.data, dataset: { kind: 'iris', values: {} } },
    training: { ...document.training, ...(training as ProjectDocument['training']) },
  });
  const random = randomSource(3, 'repeat');
  const data: ColumnData = {
    rows,
    columns: {
      measurements: { shape: [4], numbers: Float32Array.from({ length: rows * 4 }, () => random.normal()), classes: null },
      species: { shape: [1], numbers: Int32Array.from({ length: rows }, (_, row) => row % 3), classes: 3 },
    },
  };
  const layers = plan.layers.flatMap(drawnLayers);
  const trained = layers.filter(({ weights }) => weights.some(({ trainable }) => trainable)).map(({ layerId }) => layerId);
  const drawn = { ...plan, layers, phases: plan.phases.map((phase) => ({ ...phase, trained })) };
  return { plan, drawn, data, toDrawn: (state) => drawnState(plan, state) };
}

function planOf(document: ProjectDocument): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}

/** Each turn's layers, `<id>@<turn>`; those after the repeat read the last turn, under the repeat's own id. */
function drawnLayers(layer: PlanLayer): readonly PlanLayer[] {
  const { repeat } = layer;
  if (!repeat) return [layer];
  const at = (ref: TensorRef, turn: number): TensorRef => {
    if (ref.layer !== repeat.input) return { ...ref, layer: `${ref.layer}@${turn}` };
    return turn === 0 ? (layer.inputs['x']?.[0] ?? ref) : at(repeat.source, turn - 1);
  };
  const turns = Array.from({ length: repeat.turns }, (_, turn) =>
    repeat.layers.map((own): PlanLayer => {
      const inputs = Object.fromEntries(Object.entries(own.inputs).map(([port, refs]) => [port, refs.map((ref) => at(ref, turn))]));
      return { ...own, id: `${own.id}@${turn}`, layerId: `${own.layerId}@${turn}`, name: `${own.name}_${turn}`, inputs };
    }),
  );
  const end: PlanLayer = {
    id: layer.id,
    layerId: layer.id,
    name: layer.name,
    kind: 'activation',
    values: { activation: { kind: 'linear', values: {} } },
    inputs: { x: [at(repeat.source, repeat.turns - 1)] },
    outputs: layer.outputs,
    weights: [],
  };
  return [...turns.flat(), end];
}

function drawnState({ layers }: TrainPlan, state: State): State {
  const repeats = layers.flatMap(({ repeat }) => (repeat ? repeat.layers.map(({ layerId }) => ({ layerId, turns: repeat.turns })) : []));
  return Object.fromEntries(
    Object.entries(state).flatMap(([key, tensor]): [string, TensorData][] => {
      const own = repeats.find(({ layerId }) => key.startsWith(`${layerId}/`));
      if (!own) return [[key, tensor]];
      const size = tensor.numbers.length / own.turns;
      return Array.from({ length: own.turns }, (_, turn) => [
        `${own.layerId}@${turn}${key.slice(own.layerId.length)}`,
        { ...tensor, shape: tensor.shape.slice(1), numbers: tensor.numbers.slice(turn * size, (turn + 1) * size) },
      ]);
    }),
  );
}
