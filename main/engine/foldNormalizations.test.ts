import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, it, onTestFinished } from 'vitest';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { foldNormalizations } from './foldNormalizations.ts';
import { forward } from './forward.ts';
import { openEngine } from './openEngine.ts';
import { composedOps } from './ops/composedOps.ts';

const batch = 8;
type Nodes = Parameters<typeof testDocument>[0];
/** Two convolutions with a normalization each: one has a bias and one has none, one normalization learns and one does not. */
function planOf(between: Parameters<typeof testDocument>[1] = []): TrainPlan {
  const adding: Nodes = between.length > 0 ? { add: ['add'] } : {};
  const document = testDocument(
    {
      image: ['input', { shape: [28, 28, 1], column: 'image' }],
      first: ['conv2d', { filters: 3, kernelSize: [5, 5] }],
      normal: ['batchNormalization', { epsilon: 0.01 }],
      relu: ['activation', { activation: 'relu' }],
      second: ['conv2d', { filters: 2, useBias: false }],
      plain: ['batchNormalization', { center: false, scale: false }],
      flat: ['flatten'],
      dense: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output', { column: 'digit' }],
      ...adding,
    },
    [
      'image -> first',
      'first -> normal',
      'normal -> relu',
      'relu -> second',
      'second -> plain',
      ...(between.length > 0 ? between : (['plain -> flat'] as const)),
      'flat -> dense',
      'dense -> head',
    ],
  );
  const built = buildPlan({ ...document, data: { ...document.data, dataset: 'mnist' } }, { batchSize: batch });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}
const kindsOf = (plan: TrainPlan): string[] => plan.layers.map(({ kind }) => kind);

it('gives what the normalizations give, as part of the layers they follow', async () => {
  const engine = await openEngine('cpu');
  const before = engine.tensorCount();
  const scope = tf.engine();
  scope.startScope();
  onTestFinished(() => {
    scope.endScope();
    expect(engine.tensorCount()).toBe(before);
  });
  const plan = planOf();
  const weights = new Map<string, Tensor>();
  for (const layer of plan.layers)
    layer.weights.forEach(({ name, shape }, at) => {
      const numbers = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, place) => Math.sin(place * 1.7 + at) / 4);
      weights.set(
        `${layer.layerId}/${name}`,
        name === 'moving_variance' ? tf.abs(tf.tensor(numbers, [...shape])) : tf.tensor(numbers, [...shape]),
      );
    });
  const weight = (key: string): Tensor => weights.get(key) ?? tf.scalar(Number.NaN);
  const image = tf.tensor(
    Float32Array.from({ length: batch * 784 }, (_, at) => Math.sin(at * at)),
    [batch, 28, 28, 1],
  );
  const nothing = (): never => {
    throw new Error('nothing is random or moves in a prediction');
  };
  const context = { training: false, ops: composedOps, batchSize: batch, random: nothing, update: nothing };
  const outputOf = (own: TrainPlan, weightOf: (key: string) => Tensor): Float32Array => {
    const [head] = Object.values(forward(own, { [plan.inputs[0]?.id ?? '']: image }, weightOf, context));
    return Float32Array.from(head?.logits?.dataSync() ?? []);
  };
  const folded = foldNormalizations(plan, batch, weight);
  expect(kindsOf(folded.plan)).toEqual(['conv2d', 'activation', 'activation', 'conv2d', 'activation', 'flatten', 'dense']);
  const [expected, found] = [outputOf(plan, weight), outputOf(folded.plan, folded.weight)];
  expect(found).toHaveLength(batch * 10);
  found.forEach((number, at) => expect(number).toBeCloseTo(expected[at] ?? Number.NaN, 4));
});

it('leaves a normalization alone where something else reads the layer, the kernel is large beside what it gives, or the engine joins both', () => {
  const nothing = (): never => {
    throw new Error('no weight is asked for');
  };
  const shared = planOf(['second -> add.0', 'plain -> add.1', 'add -> flat']);
  expect(kindsOf(foldNormalizations(shared, batch, nothing).plan).filter((kind) => kind === 'batchNormalization')).toHaveLength(1);
  const wide = planOf();
  const joined = foldNormalizations(wide, batch, nothing, { joinsNormalizations: true });
  expect(kindsOf(joined.plan).filter((kind) => kind === 'batchNormalization')).toHaveLength(2);
  expect(foldNormalizations(wide, 0, nothing).plan).toBe(wide);
});
