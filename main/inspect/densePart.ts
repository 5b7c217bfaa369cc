import { partOf } from '../../shared/plan/phasePlans.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { shownHead } from './shownHead.ts';
import { floatSpec, type TensorSpec } from '../../shared/catalogue/tensorSpec.ts';

/** The heads of `densePart`. */
export const denseHeads = { input: 'input', sum: 'sum', output: 'output' } as const;

const linear = { kind: 'linear', values: {} };

/**
 * A plan as far as a Dense layer, which tells what arrives there, what the activation is given, and what it gives: the layer stands in it twice,
 * the second time without its activation, with the same weights. So any engine computes what is looked at, as it computes the model.
 */
export function densePart(plan: TrainPlan, layer: PlanLayer): TrainPlan {
  const [source] = layer.inputs['x'] ?? [];
  const output = layer.outputs['y'];
  if (!source || !output) throw new Error(`"${layer.name}" has no input`);
  const sum: PlanLayer = { ...layer, id: `${layer.id}/sum`, name: `${layer.name}_sum`, values: { ...layer.values, activation: linear } };
  const layers = plan.layers.toSpliced(plan.layers.indexOf(layer) + 1, 0, sum);
  const heads = [
    shownHead(denseHeads.input, source, specOf(plan, source)),
    shownHead(denseHeads.sum, { layer: sum.id, port: 'y' }, output),
    shownHead(denseHeads.output, { layer: layer.id, port: 'y' }, output),
  ];
  return { ...partOf({ ...plan, layers }, heads), phases: [], watched: [] };
}

/** What is known of a tensor of a plan. */
const specOf = (plan: TrainPlan, { layer, port }: TensorRef): TensorSpec =>
  plan.layers.find(({ id }) => id === layer)?.outputs[port] ?? plan.inputs.find(({ id }) => id === layer)?.spec ?? floatSpec([]);
