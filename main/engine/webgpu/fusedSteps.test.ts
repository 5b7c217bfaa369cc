import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { describe, expect, it } from 'vitest';
import { findBlock, findLoss, findOptimizer, optimizers } from '../../../shared/catalogue/index.ts';
import { hyperParameters } from '../../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { floatSpec } from '../../../shared/catalogue/tensorSpec.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import type { ColumnData, Engine, State } from '../engine.ts';
import { composedOps } from '../ops/composedOps.ts';
import { oneHot } from '../ops/oneHot.ts';
import type { Ops } from '../ops/ops.ts';
import { planAround, planLayer } from '../testing/blockPlan.ts';
import { largestDifference } from '../testing/compareStates.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';
import { webgpuOps } from './webgpuOps.ts';

const rows = 32;
const all = Int32Array.from({ length: rows }, (_, row) => row);

/** Dense 128 (relu) and Dense 10 (softmax) on 784 numbers, as the MNIST template has them. */
function mlp(kind: string, given: Values): { plan: TrainPlan; data: ColumnData } {
  const random = randomSource(2, 'mlp');
  const first = planLayer(
    'first',
    findBlock('dense'),
    { units: 128, activation: 'relu' },
    { x: [[{ layer: 'in', port: 'y' }, floatSpec([784])]] },
  );
  const last = planLayer(
    'last',
    findBlock('dense'),
    { units: 10, activation: 'softmax' },
    { x: [[{ layer: 'first', port: 'y' }, floatSpec([128])]] },
  );
  const loss = findLoss('sparseCategoricalCrossentropy');
  const head = {
    id: 'head',
    name: 'head',
    source: { layer: 'last', port: 'y' },
    spec: floatSpec([10]),
    column: 'y',
    target: loss.target,
    classes: null,
    loss: { kind: loss.kind, values: {} },
    lossWeight: 1,
    metrics: [{ kind: 'accuracy', values: {} }],
    fromLogits: loss.foldsIn,
  };
  const optimizer = { kind, values: parseValues(findOptimizer(kind).params, given).values };
  const inputs = [{ id: 'in', name: 'in', column: 'x', spec: floatSpec([784]) }];
  return {
    plan: planAround({ inputs, layers: [first, last], heads: [head] }, optimizer),
    data: {
      rows,
      columns: {
        x: { shape: [784], numbers: Float32Array.from({ length: rows * 784 }, () => random.uniform()), classes: null },
        y: { shape: [1], numbers: Int32Array.from({ length: rows }, () => Math.floor(random.uniform() * 10)), classes: 10 },
      },
    },
  };
}

/** The state after a few steps, read in between, and how many dispatches the last step took. */
async function train(
  engine: Engine,
  kind: string,
  given: Values,
  count: () => number = () => 0,
): Promise<{ state: State; dispatches: number }> {
  const { plan, data } = mlp(kind, given);
  const model = await engine.create(plan, data);
  const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
  let dispatches = 0;
  for (let step = 0; step < 4; step++) {
    const before = count();
    await model.run([all], [hyper], [{ epoch: 0, step }]);
    dispatches = count() - before;
    // What was read once must not be what is read for ever.
    if (step === 1) await model.readState();
  }
  const state = await model.readState();
  model.dispose();
  return { state, dispatches };
}

const variants: readonly (readonly [kind: string, values: Values])[] = [
  ['sgd', {}],
  ['sgd', { momentum: 0.9 }],
  ['sgd', { momentum: 0.9, nesterov: true }],
  ['rmsprop', {}],
  ['rmsprop', { momentum: 0.5, centered: true, epsilon: 1e-3 }],
  ['adam', {}],
  ['adam', { amsgrad: true }],
  ['adam', { weightDecay: 0.1 }],
  ['adamW', {}],
  ['nadam', {}],
  ['adamax', {}],
  ['adagrad', {}],
  ['adadelta', { learningRate: 1 }],
  ['lion', {}],
  ['lectureMomentum', {}],
  ['lectureNesterov', {}],
];

describe.runIf(comparedEngines.includes('webgpu'))('a step of 784-128-10 on webgpu', () => {
  it.each(variants)('agrees with cpu and takes at most 40 dispatches: %s %j', async (kind, given) => {
    const expected = await onEngine('cpu', (engine) => train(engine, kind, given));
    const found = await onEngine('webgpu', async (engine) => {
      let dispatches = 0;
      const encoder = GPUComputePassEncoder.prototype;
      const dispatch = Reflect.get(encoder, 'dispatchWorkgroups');
      encoder.dispatchWorkgroups = function count(...args): undefined {
        dispatches += 1;
        return dispatch.apply(this, args);
      };
      try {
        return await train(engine, kind, given, () => dispatches);
      } finally {
        encoder.dispatchWorkgroups = dispatch;
      }
    });
    expect(largestDifference(expected.state, found.state)).toBeLessThan(1e-4);
    expect(found.dispatches).toBeGreaterThan(8);
    expect(found.dispatches).toBeLessThanOrEqual(40);
  });

  it('computes more lines than a card takes along one axis', async () => {
    const lines = 70_000;
    const random = randomSource(4, 'lines');
    const numbers = Float32Array.from({ length: lines * 3 }, () => 3 * random.normal());
    const classes = Int32Array.from({ length: lines }, () => Math.floor(random.uniform() * 3));
    const work = async (ops: Ops): Promise<number[][]> => {
      const results = tf.tidy(() => {
        const target = oneHot(tf.tensor1d(classes), 3);
        const loss = (x: Tensor, bias: Tensor): Tensor => ops.softmaxCrossEntropy(ops.biasAdd(x, bias), target);
        const inputs = [tf.tensor2d(numbers, [lines, 3]), tf.tensor1d([0.1, -0.2, 0.3])] as const;
        return [loss(...inputs), ...tf.grads((x, bias) => tf.mean(loss(x, bias)))([...inputs])];
      });
      const read = await Promise.all(results.map(async (tensor) => [...(await tensor.data())]));
      tf.dispose(results);
      return read;
    };
    const expected = await onEngine('cpu', () => work(composedOps));
    const found = await onEngine('webgpu', () => work(webgpuOps(tf.backend() as WebGPUBackend)));
    expect(found.map((own) => own.length)).toEqual([lines, lines * 3, 3]);
    const largest = found.map((own, at) =>
      own.reduce((sum, value, place) => Math.max(sum, Math.abs(value - (expected[at]?.[place] ?? Number.NaN))), 0),
    );
    for (const difference of largest) expect(difference).toBeLessThan(1e-4);
  });

  it('tries every optimizer', () => {
    expect([...new Set(variants.map(([kind]) => kind))].toSorted()).toEqual(optimizers.map(({ kind }) => kind).toSorted());
  });
});
