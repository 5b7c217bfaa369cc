import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { isItem } from '../../shared/catalogue/params.ts';
import { activityPenalty } from '../../shared/catalogue/weights.ts';
import type { PlanLayer, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { required } from './lower/lowering.ts';
import type { Ops } from './ops/ops.ts';
import { countReaders } from './countReaders.ts';

type WeightOf = (key: string) => Tensor;

/** Blocks whose kernel has the output channels on its last axis: scaling them there scales what they give. */
const scalable = new Set(['conv2d', 'dense']);
const linear = { kind: 'linear', values: {} };
const sizeOf = (shape: readonly (number | null)[]): number => shape.reduce<number>((product, length) => product * (length ?? 1), 1);

/**
 * A plan for prediction in which each batch normalization that alone reads a convolution or dense layer has become part of its kernel and
 * bias: with fixed moments both are one linear map. Done only where scaling a kernel is less work than normalizing what `batch` examples
 * give, and for no convolution where the engine does so by itself. Equal but for rounding. `weight` gives the new weights as well.
 */
export function foldNormalizations(
  plan: TrainPlan,
  batch: number,
  weight: WeightOf,
  ops: Pick<Ops, 'joinsNormalizations'> = {},
): { readonly plan: TrainPlan; readonly weight: WeightOf } {
  const readers = countReaders(plan);
  const layers = new Map(plan.layers.map((layer) => [layer.id, layer]));
  const folded = new Map<string, () => Tensor>();
  for (const layer of plan.layers) {
    const { axis } = layer.values;
    if (axis !== undefined && axis !== -1 && axis !== (layer.outputs['y']?.shape.length ?? 0)) continue;
    const before = layer.kind === 'batchNormalization' ? layers.get(layer.inputs['x']?.[0]?.layer ?? '') : undefined;
    if (!before || readers.get(before.id) !== 1 || activityPenalty(before.values) || !isWorthFolding(before, batch)) continue;
    if (ops.joinsNormalizations && before.kind === 'conv2d') continue;
    const layerId = `${before.id}/normalized`;
    const parts = normalizedWeights(before, layer, weight);
    for (const [name, compute] of Object.entries(parts)) folded.set(`${layerId}/${name}`, compute);
    const kernel = required(
      before.weights.find(({ name }) => name === 'kernel'),
      'the kernel',
    );
    const bias = { ...kernel, name: 'bias', shape: kernel.shape.slice(-1) };
    layers.set(before.id, { ...before, layerId, weights: [kernel, bias], values: { ...before.values, useBias: true } });
    layers.set(layer.id, { ...layer, kind: 'activation', weights: [], values: { activation: linear } });
  }
  if (folded.size === 0) return { plan, weight };
  return { plan: { ...plan, layers: [...layers.values()] }, weight: (key) => folded.get(key)?.() ?? weight(key) };
}

function isWorthFolding({ kind, values, weights, outputs }: PlanLayer, batch: number): boolean {
  const activation = values['activation'];
  if (values['dataFormat'] === 'channelsFirst') return false;
  if (!scalable.has(kind) || !isItem(activation) || activation.kind !== 'linear') return false;
  const kernel = weights.find(({ name }) => name === 'kernel')?.shape ?? [];
  return sizeOf(kernel) * 2 < sizeOf(outputs['y']?.shape ?? []) * batch;
}

/** Kernel and bias of a layer with the normalization that follows it: y = (x - mean) * gamma / sqrt(variance + epsilon) + beta. */
function normalizedWeights(
  layer: PlanLayer,
  normalization: PlanLayer,
  weight: WeightOf,
): Readonly<Record<'kernel' | 'bias', () => Tensor>> {
  const of = ({ layerId, weights }: PlanLayer, name: string): Tensor | null =>
    weights.some((own) => own.name === name) ? weight(`${layerId}/${name}`) : null;
  const own = (name: string): Tensor => required(of(normalization, name) ?? undefined, `the weight "${name}"`);
  const scale = (): Tensor => {
    const inverse = tf.rsqrt(tf.add(own('moving_variance'), Number(normalization.values['epsilon'])));
    const gamma = of(normalization, 'gamma');
    return gamma ? tf.mul(inverse, gamma) : inverse;
  };
  return {
    kernel: () => tf.mul(required(of(layer, 'kernel') ?? undefined, 'the kernel'), scale()),
    bias() {
      const [before, beta, mean] = [of(layer, 'bias'), of(normalization, 'beta'), own('moving_mean')];
      const shifted = tf.mul(before ? tf.sub(before, mean) : tf.neg(mean), scale());
      return beta ? tf.add(shifted, beta) : shifted;
    },
  };
}
