import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { findBlock, findOptimizer } from '../catalogue/index.ts';
import { isItem } from '../catalogue/params.ts';
import type { Column } from '../catalogue/otherItems.ts';
import { sizeOf, type TensorSpec } from '../catalogue/tensorSpec.ts';
import { examplesOf } from './expectedSteps.ts';
import type { PlanLayer, RepeatBody, TensorRef, TrainPlan } from './trainPlan.ts';

/** What training will need, in bytes. */
export interface MemoryForecast {
  readonly total: number;
  /** The training process with its engine, before it holds anything. */
  readonly base: number;
  readonly data: number;
  /** Weights with their gradients and the optimizer's slots. */
  readonly weights: number;
  /** What a batch leaves behind for the way back. */
  readonly batch: number;
  /** The layer whose outputs take the most, with its share of `batch`. */
  readonly largest: { readonly name: string; readonly bytes: number } | null;
}

const mebibyte = 1024 ** 2;
/** What a convolution works in, forward and for its two gradients, whatever the batch. */
const roomOfConvolution = 25 * mebibyte;
/** A training process with TensorFlow loaded and a graph in it, as measured by `npm run bench -- forecasts`. */
const base = 470 * mebibyte;
/** The data set as the training process keeps it, once more in the engine, and what reading it leaves. */
export const copiesOfData = 3;
/** Weight and slots here and in the graph, the gradient, and an update in the making. */
const copiesOfWeight = 5;
/** Each number on the way forward, its gradient on the way back, and a little that lies around: measured over dense, convolutional and residual networks. */
const copiesOfOutput = 1.8;
const bytesOfNumber = 4;
/** Rows that are read ahead from disk, and what reading them leaves. */
const rowsOnTheirWay = 200 * mebibyte;

/**
 * Forecasts the memory of training a plan at a batch size; null while a length of its shapes is unknown. `room`: bytes of data that the machine holds in memory, where it is known
 * (`residentLimit`): what is larger is read from disk.
 */
export function forecastMemory(plan: TrainPlan, wanted = plan.batchSize, room = Infinity): MemoryForecast | null {
  // No step takes more examples than there are.
  const batchSize = Math.min(wanted, examplesOf(plan.data));
  const specOf = specsOf(plan);
  const outputs = plan.layers.map((layer) => ({ layer, size: keptSize(layer, specOf) }));
  const inputs = plan.inputs.map(({ spec }) => sizeOf(spec.shape));
  if (outputs.some(({ size }) => size === null) || inputs.includes(null)) return null;
  const perExample = [...outputs.map(({ size }) => size ?? 0), ...inputs.map((size) => size ?? 0)].reduce((a, b) => a + b, 0);
  const bytesOf = (size: number): number => size * bytesOfNumber * copiesOfOutput * batchSize;
  const largest = outputs.toSorted((a, b) => (b.size ?? 0) - (a.size ?? 0))[0];
  const weights = weightBytes(plan);
  const data = dataBytes(plan, room);
  const batch = bytesOf(perExample);
  const engine = base + roomOfConvolution * plan.layers.filter(isConvolution).length;
  return {
    total: engine + data + weights + batch,
    base: engine,
    data,
    weights,
    batch,
    largest: largest ? { name: largest.layer.name, bytes: bytesOf(largest.size ?? 0) } : null,
  };
}

/** The largest power of two as batch size whose training fits into `memory` bytes; null where not even one example does. */
export function largestBatch(plan: TrainPlan, memory: number, room = Infinity): number | null {
  let fits: number | null = null;
  for (let size = 1; size <= 65_536; size *= 2) {
    const forecast = forecastMemory(plan, size, room);
    if (!forecast || forecast.total > memory) break;
    fits = size;
  }
  return fits;
}

type SpecOf = (ref: TensorRef) => TensorSpec | undefined;
function specsOf({ inputs, layers }: Pick<TrainPlan, 'inputs' | 'layers'>): SpecOf {
  const given = new Map(inputs.map(({ id, spec }) => [id, spec]));
  const made = new Map(layers.map(({ id, outputs }) => [id, outputs]));
  return ({ layer, port }) => given.get(layer) ?? made.get(layer)?.[port];
}

const isConvolution = ({ weights }: PlanLayer): boolean => weights.some(({ name, shape }) => name === 'kernel' && shape.length > 2);

/** Numbers that a layer leaves for one example. */
function keptSize(layer: PlanLayer, specOf: SpecOf): number | null {
  const outputs = outputSize(layer);
  const { kept } = layer.repeat ? {} : findBlock(layer.kind);
  if (!kept || outputs === null) return outputs;
  const inputs = Object.entries(layer.inputs).map(([port, refs]) => [port, refs.map(specOf)] as const);
  const known = inputs.map(([port, specs]) => [port, specs.filter((spec) => spec !== undefined)] as const);
  return outputs + kept(Object.fromEntries(known), layer.values);
}

/** Its outputs, once more before the bias, and once more before the activation. */
function outputSize({ kind, outputs, values, repeat }: PlanLayer): number | null {
  if (repeat) return repeatSize(outputs, repeat);
  const { activation, useBias } = values;
  const active = isItem(activation) && activation.kind !== 'linear' && !findBlock(kind).activationInside;
  const stages = 1 + Number(useBias === true) + Number(active);
  let sum = 0;
  for (const { shape } of Object.values(outputs)) {
    const size = sizeOf(shape);
    if (size === null) return null;
    sum += size * stages;
  }
  return sum;
}

/** Of a repeat: the states that are kept, those of the segment that is computed anew, and what its turns leave. */
function repeatSize(outputs: PlanLayer['outputs'], { turns, layers }: RepeatBody): number | null {
  const segment = Math.ceil(Math.sqrt(turns));
  const state = sizeOf(outputs['y']?.shape ?? []);
  const inside = layers.map(outputSize);
  if (state === null || inside.includes(null)) return null;
  return 2 * segment * state + segment * inside.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

function weightBytes(plan: TrainPlan): number {
  const optimizer = plan.phases[0]?.optimizer;
  const slots = optimizer ? Object.keys(findOptimizer(optimizer.kind).slots(optimizer.values)).length : 0;
  const layers = new Map(plan.layers.map((layer) => [layer.layerId, layer]));
  const numbers = [...layers.values()]
    .flatMap(({ weights }) => weights)
    .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  return numbers * bytesOfNumber * (copiesOfWeight + 2 * slots);
}

/** Bytes of a data set: pixels are kept in a byte, everything else in four. Of one that is read from disk classes and the rows on their way. */
function dataBytes({ data: { dataset } }: TrainPlan, room: number): number {
  const { columns, size, reading } = chosenDataset(dataset);
  const bytesOf = ({ shape, type }: Column): number =>
    (size.train + size.test) * (sizeOf(shape) ?? 0) * (type === 'image' ? 1 : bytesOfNumber);
  const whole = columns.reduce((sum, column) => sum + bytesOf(column), 0);
  if (reading === 'memory' || (reading === 'automatic' && whole <= room)) return whole * copiesOfData;
  const held = columns.filter(({ type }) => type === 'class').reduce((sum, column) => sum + bytesOf(column), 0);
  return held * copiesOfData + Math.min(whole, rowsOnTheirWay);
}
