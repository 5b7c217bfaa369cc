import { expect, it } from 'vitest';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ColumnData, State } from './engine.ts';
import { openEngine } from './openEngine.ts';
import { postponedTails } from './postponed.ts';
import { largestDifference } from './testing/compareStates.ts';

type Nodes = Parameters<typeof testDocument>[0];
type Wires = Parameters<typeof testDocument>[1];
const ends: Nodes = {
  image: ['input', { shape: [28, 28, 1], column: 'image' }],
  flat: ['flatten'],
  dense: ['dense', { units: 10, activation: 'softmax' }],
  head: ['output', { column: 'digit' }],
};
function planOf(nodes: Nodes, wires: Wires): TrainPlan {
  const document = testDocument({ ...ends, ...nodes }, [...wires, 'flat -> dense', 'dense -> head']);
  const built = buildPlan({ ...document, data: { ...document.data, dataset: 'mnist' } }, { batchSize: 4 });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}
const together = (activation: string): TrainPlan =>
  planOf({ conv: ['conv2d', { filters: 3, kernelSize: [5, 5], activation }], pool: ['maxPooling2d'] }, [
    'image -> conv',
    'conv -> pool',
    'pool -> flat',
  ]);
/** The same, where the activation is a block of its own and so comes before the pooling. */
const apart = planOf(
  { conv: ['conv2d', { filters: 3, kernelSize: [5, 5] }], relu: ['activation', { activation: 'relu' }], pool: ['maxPooling2d'] },
  ['image -> conv', 'conv -> relu', 'relu -> pool', 'pool -> flat'],
);

it('waits behind a max pooling that alone reads the layer, where the activation keeps the order', () => {
  expect([...postponedTails(together('relu'))]).toEqual([['pool', 'conv']]);
  expect([...postponedTails(together('tanh'))]).toEqual([]);
  expect([...postponedTails(apart)]).toEqual([]);
  const readTwice = planOf(
    { conv: ['conv2d', { filters: 3, padding: 'same' }], pool: ['maxPooling2d', { strides: [1, 1], padding: 'same' }], add: ['add'] },
    ['image -> conv', 'conv -> pool', 'conv -> add.0', 'pool -> add.1', 'add -> flat'],
  );
  expect([...postponedTails(readTwice)]).toEqual([]);
});

it('computes and learns the same as with the activation before the pooling', async () => {
  const rows = 8;
  const data: ColumnData = {
    rows,
    columns: {
      image: { shape: [28, 28, 1], numbers: Float32Array.from({ length: rows * 784 }, (_, at) => Math.sin(at * at)), classes: null },
      digit: { shape: [1], numbers: Int32Array.from({ length: rows }, (_, at) => at % 10), classes: 10 },
    },
  };
  const engine = await openEngine('cpu');
  const hyper = { learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
  const batches = [Int32Array.of(0, 1, 2, 3), Int32Array.of(4, 5, 6, 7)];
  const train = async (plan: TrainPlan, from: State | null): Promise<{ start: State; state: State; outputs: State }> => {
    const model = await engine.create(plan, data);
    if (from) await model.writeState(from);
    const start = await model.readState();
    const outputs = await model.predict(Int32Array.of(0, 1));
    await model.run(
      batches,
      [hyper, hyper],
      [0, 1].map((step) => ({ epoch: 0, step })),
    );
    const state = await model.readState();
    model.dispose();
    return { start, state, outputs };
  };
  const first = await train(apart, null);
  const second = await train(together('relu'), first.start);
  expect(largestDifference(first.outputs, second.outputs)).toBe(0);
  expect(largestDifference(first.state, second.state)).toBeLessThan(1e-6);
});
