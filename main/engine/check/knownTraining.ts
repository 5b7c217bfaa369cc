import { findBlock, findLoss, findOptimizer } from '../../../shared/catalogue/index.ts';
import { hyperParameters } from '../../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { PlanLayer, TensorRef, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { ColumnData, Engine } from '../engine.ts';
import { planAround, planLayer } from '../testing/blockPlan.ts';

interface Size {
  readonly examples: number;
  readonly side: number;
  readonly filters: number;
  readonly units: number;
}
/** Small enough for the plain JavaScript engine. */
const known: Size = { examples: 32, side: 8, filters: 6, units: 16 };
/** As large as what people train: on the small one the way to a graphics card would be all that is measured. */
const trial: Size = { examples: 64, side: 28, filters: 16, units: 64 };
const trialSteps = 7;
const classes = 4;
const warmUp = 2;

/**
 * Losses of the known training as the plain JavaScript engine has them, step by step; a test holds them. Another engine that has the same ones
 * computes forward pass, gradients, optimizer and dropout alike.
 */
export const knownLosses: readonly number[] = [
  1.406209, 1.345473, 1.12662, 1.049176, 0.994729, 0.94869, 0.853958, 0.73366, 0.696581, 0.565796, 0.618353, 0.422991,
];

/** How far a loss may lie from the known one. */
export const tolerance = 1e-4;

/** A small convolutional network with dropout under Adam, on made-up pictures: fixed in everything. */
function planOf({ examples, side, filters, units }: Size): { plan: TrainPlan; data: ColumnData } {
  const random = randomSource(7, 'known training');
  const layers: PlanLayer[] = [];
  let last: TensorRef = { layer: 'in', port: 'y' };
  let spec = floatSpec([side, side, 1]);
  const add = (kind: string, values: Parameters<typeof planLayer>[2]): void => {
    const layer = planLayer(kind + layers.length, findBlock(kind), values, { x: [[last, spec]] });
    layers.push(layer);
    last = { layer: layer.id, port: 'y' };
    spec = layer.outputs['y'] ?? spec;
  };
  add('conv2d', { filters, kernelSize: [3, 3], activation: 'relu' });
  add('maxPooling2d', {});
  add('flatten', {});
  add('dropout', { rate: 0.25 });
  add('dense', { units, activation: 'relu' });
  add('dense', { units: classes, activation: 'softmax' });
  const loss = findLoss('sparseCategoricalCrossentropy');
  const head = {
    id: 'head',
    name: 'head',
    source: last,
    spec,
    column: 'y',
    target: loss.target,
    classes: null,
    loss: { kind: loss.kind, values: {} },
    lossWeight: 1,
    metrics: [],
    fromLogits: loss.foldsIn,
  };
  const optimizer = { kind: 'adam', values: parseValues(findOptimizer('adam').params, { learningRate: 0.01 }).values };
  const inputs = [{ id: 'in', name: 'in', column: 'x', spec: floatSpec([side, side, 1]) }];
  const labels = Int32Array.from({ length: examples }, () => Math.floor(random.uniform() * classes));
  // Each class is brighter in a quarter of its own.
  const pixels = Float32Array.from({ length: examples * side * side }, (_, at) => {
    const quarter = 2 * Math.floor((at % (side * side)) / (side * (side / 2))) + Math.floor((at % side) / (side / 2));
    return random.normal() + (labels[Math.floor(at / (side * side))] === quarter ? 1 : 0);
  });
  return {
    plan: planAround({ inputs, layers, heads: [head] }, optimizer),
    data: {
      rows: examples,
      columns: { x: { shape: [side, side, 1], numbers: pixels, classes: null }, y: { shape: [1], numbers: labels, classes } },
    },
  };
}

interface Trained {
  readonly losses: readonly number[];
  /** Median of the steps after the first ones, in which an engine prepares itself. */
  readonly msPerStep: number;
}
export interface KnownResult extends Trained {
  /** The same of a network as large as what people train, or null where it was not asked for. */
  readonly trialMs: number | null;
}

/** Trains the known network on an engine, and measures a larger one when `measure` is set. */
export async function trainKnown(
  engine: Engine,
  measure = false,
  onStep: (step: number, steps: number) => void = () => {},
): Promise<KnownResult> {
  const steps = knownLosses.length + (measure ? trialSteps : 0);
  const trained = await train(engine, known, knownLosses.length, (step) => onStep(step, steps));
  const timed = measure ? await train(engine, trial, trialSteps, (step) => onStep(knownLosses.length + step, steps)) : null;
  return { ...trained, trialMs: timed?.msPerStep ?? null };
}

async function train(engine: Engine, size: Size, steps: number, onStep: (step: number) => void): Promise<Trained> {
  const { plan, data } = planOf(size);
  const model = await engine.create(plan, data);
  const all = Int32Array.from({ length: size.examples }, (_, row) => row);
  const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
  try {
    const losses: number[] = [];
    const times: number[] = [];
    for (let step = 0; step < steps; step++) {
      const begun = performance.now();
      const [row] = await model.run([all], [hyper], [{ epoch: 0, step }]);
      times.push(performance.now() - begun);
      losses.push((row?.['loss']?.[0] ?? Number.NaN) / (row?.['loss']?.[1] ?? 1));
      onStep(step + 1);
    }
    const counted = times.slice(warmUp).toSorted((a, b) => a - b);
    return { losses, msPerStep: counted[Math.floor(counted.length / 2)] ?? Number.NaN };
  } finally {
    model.dispose();
  }
}

/** Why the losses are not the known ones, or null. */
export function compareKnown(losses: readonly number[]): string | null {
  const at = knownLosses.findIndex((known, step) => !(Math.abs((losses[step] ?? Number.NaN) - known) <= tolerance));
  if (at === -1) return null;
  return `it computes other numbers than the reference: a loss of ${losses[at]?.toFixed(6)} in step ${at + 1} in place of ${knownLosses[at]?.toFixed(6)}. Do not train on it`;
}
