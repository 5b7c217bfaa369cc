import type { PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { State, TensorData } from './engine.ts';

/** A plan whose repeats stand as their turns, one layer after another: for whom there is no loop. */
export const drawnTurns = (plan: TrainPlan): TrainPlan => ({ ...plan, layers: plan.layers.flatMap(drawnLayers) });

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

/** The state of a plan as one of its `drawnTurns`: what is stacked there lies turn by turn. */
export function drawnState({ layers }: TrainPlan, state: State): State {
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
