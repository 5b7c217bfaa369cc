import { findBlock } from '../../shared/catalogue/index.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ColumnData, Engine, LiveModel, State } from '../engine/engine.ts';
import { evaluationBatches } from './evaluationBatches.ts';
import { Moments } from './moments.ts';

interface Adapting {
  readonly engine: Engine;
  readonly model: LiveModel;
  readonly data: ColumnData;
  /** The training examples: what is held out is not looked at. */
  readonly rows: Int32Array;
}

/**
 * Measures mean and variance of what arrives at each block that asks for it, over the training examples, and writes them into the model. In the
 * order of the layers: what a block measures has passed those before it.
 */
export async function adaptBlocks(plan: TrainPlan, adapting: Adapting): Promise<void> {
  const { model } = adapting;
  const adapted = new Set<string>();
  for (const layer of plan.layers) {
    // What it measured elsewhere came with its weights.
    if (layer.initialFrom || adapted.has(layer.layerId) || !findBlock(layer.kind).adapts?.(layer.values)) continue;
    adapted.add(layer.layerId);
    const moments = await measure(plan, layer, adapting);
    const state = await model.readState();
    const numbers = (key: string, values: Float64Array): State => {
      const before = state[`${layer.layerId}/${key}`];
      return before ? { [`${layer.layerId}/${key}`]: { ...before, numbers: Float32Array.from(values) } } : {};
    };
    await model.writeState({ ...state, ...numbers('mean', moments.mean), ...numbers('variance', moments.variance) });
  }
}

/** Moments of what arrives at a layer, feature by feature of its last axis. */
async function measure(plan: TrainPlan, layer: PlanLayer, { engine, model, data, rows }: Adapting): Promise<Moments> {
  const source = layer.inputs['x']?.[0];
  if (!source) throw new Error(`nothing arrives at "${layer.name}"`);
  const before = await engine.create(planUpTo(plan, source), data);
  try {
    const state = await model.readState();
    const own = await before.readState();
    await before.writeState(Object.fromEntries(Object.entries(own).map(([key, value]) => [key, state[key] ?? value])));
    const moments = new Moments();
    const batches = evaluationBatches(rows, Math.max(plan.batchSize, 256));
    before.expect?.(batches);
    for (const batch of batches) {
      const { arriving } = await before.predict(batch);
      if (arriving) moments.add(arriving.numbers, arriving.shape.at(-1) ?? 1);
    }
    return moments;
  } finally {
    before.dispose();
  }
}

/** The part of a plan that computes `source`, which is its only head. */
function planUpTo(plan: TrainPlan, source: TensorRef): TrainPlan {
  const wanted = new Set([source.layer]);
  for (const layer of plan.layers.toReversed()) {
    if (!wanted.has(layer.id)) continue;
    for (const ref of Object.values(layer.inputs).flat()) wanted.add(ref.layer);
  }
  const [head] = plan.heads;
  if (!head) throw new Error('the plan has no head');
  const arriving = { ...head, id: 'arriving', name: 'arriving', source, metrics: [], fromLogits: null };
  return {
    ...plan,
    hash: `${plan.hash}/${source.layer}`,
    inputs: plan.inputs.filter(({ id }) => wanted.has(id)),
    layers: plan.layers.filter(({ id }) => wanted.has(id)),
    heads: [arriving],
    phases: plan.phases.map((phase) => ({ ...phase, heads: ['arriving'], trained: [] })),
  };
}
