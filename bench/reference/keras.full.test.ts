import { afterAll, describe, expect, it } from 'vitest';
import { blocks, findBlock, losses, optimizers } from '../../shared/catalogue/index.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { Values } from '../../shared/catalogue/params.ts';
import { blockPlan, planAround, planLayer, rows } from '../../main/engine/testing/blockPlan.ts';
import { headPlan } from '../../main/engine/testing/headPlan.ts';
import { largestDifference } from '../../main/engine/testing/compareStates.ts';
import { openEngine } from '../../main/engine/openEngine.ts';
import type { ColumnData, State } from '../../main/engine/engine.ts';
import { floatSpec, type TensorSpec } from '../../shared/catalogue/tensorSpec.ts';
import type { PlanHead, PlanLayer, TensorRef, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { PlanProcess } from './planProcess.ts';

const python = process.env['NETLOOM_PYTHON'];
const all = Int32Array.from({ length: rows }, (_, row) => row);
let largest = 0;
// One process for all: starting Keras takes longer than a comparison.
const keras = python ? new PlanProcess({ python, script: 'keras_plan.py' }) : null;

/** Trains a plan here and in Keras from the same weights on the same batches; gives the largest difference of weights, losses and predictions. */
async function compare(plan: TrainPlan, data: ColumnData, steps: number): Promise<number> {
  const engine = await openEngine('cpu');
  const model = await engine.create(plan, data);
  if (!keras) throw new Error('no reference environment');
  try {
    await keras.build(plan, data, await model.readState());
    const { kind, values } = plan.phases[0]?.optimizer ?? { kind: 'sgd', values: {} };
    const hyper = Object.fromEntries(
      optimizers.find((optimizer) => optimizer.kind === kind)?.hyper.map((name) => [name, Number(values[name])]) ?? [],
    );
    const theirs = await keras.train(Array.from({ length: steps }, () => [...all]));
    let worst = 0;
    for (let step = 0; step < steps; step++) {
      const [row] = await model.run([all], [hyper], [{ epoch: 0, step }]);
      const loss = (row?.['loss']?.[0] ?? Number.NaN) / rows;
      worst = Math.max(worst, Math.abs(loss - (theirs[step] ?? Number.NaN)) / Math.max(1, Math.abs(loss)));
    }
    const { weights, predictions } = await keras.state();
    const own = await model.readState();
    const shared: State = Object.fromEntries(Object.keys(weights).flatMap((key) => (own[key] ? [[key, own[key]]] : [])));
    worst = Math.max(worst, largestDifference(shared, weights));
    const predicted = await model.predict(all);
    plan.heads.forEach((head, at) => {
      const [a, b] = [predicted[head.name], predictions[at]];
      if (!a || !b) throw new Error('no prediction');
      worst = Math.max(worst, largestDifference({ y: { ...a, shape: [] } }, { y: { ...b, shape: [] } }));
    });
    largest = Math.max(largest, worst);
    return worst;
  } finally {
    model.dispose();
  }
}

afterAll(async () => {
  await keras?.close();
  process.stdout.write(
    python ? `Keras 3.15: largest difference ${largest.toExponential(1)}\n` : 'Comparison with Keras: not run (no reference environment)\n',
  );
});

describe.skipIf(!python)('against Keras on TensorFlow', () => {
  const cases = blocks
    .filter((block) => block.kind !== 'input' && block.kind !== 'output')
    .flatMap((block) => block.cases.map((test, at) => [`${block.kind} ${at + 1}`, block, test] as const))
    // The mask of a dropout is drawn, so only a rate of 0 can be compared with another library.
    .filter(([, block, test]) => block.kind !== 'dropout' || test.values?.['rate'] === 0);

  it.each(cases)(
    '%s: forward, gradients and moving averages over 5 steps',
    async (_name, block, test) => {
      const { plan, data } = blockPlan(block, test);
      const slow = {
        ...plan,
        phases: plan.phases.map((phase) => ({
          ...phase,
          optimizer: { kind: 'sgd', values: { ...phase.optimizer.values, learningRate: 0.002 } },
        })),
      };
      expect(await compare(slow, data, 5)).toBeLessThan(1e-4);
    },
    60_000,
  );

  it.each(losses.map((loss) => [loss.kind, loss] as const))(
    'loss %s over 20 steps',
    async (_kind, loss) => {
      const { plan, data } = headPlan(loss, false);
      expect(await compare(plan, data, 20)).toBeLessThan(1e-4);
    },
    60_000,
  );

  it('two inputs, shared weights and two weighted heads over 20 steps', async () => {
    const image = { shape: [6, 6, 2], numbers: Float32Array.from({ length: rows * 72 }, (_, at) => Math.sin(at * at)), classes: null };
    const digit = { shape: [1], numbers: Int32Array.from({ length: rows }, (_, row) => (row * 7) % 3), classes: 3 };
    const size = { shape: [1], numbers: Float32Array.from({ length: rows }, (_, row) => row / 4), classes: null };
    const input = (id: string): [string, TensorSpec] => [id, floatSpec([6, 6, 2])];
    const at = (layer: string, spec: TensorSpec): readonly [TensorRef, TensorSpec] => [{ layer, port: 'y' }, spec];
    const conv = (id: string, from: readonly [TensorRef, TensorSpec]): PlanLayer =>
      planLayer(id, findBlock('conv2d'), { filters: 3, activation: 'relu' }, { x: [from] });
    const left = conv('left', at(...input('a')));
    const right = { ...conv('right', at(...input('b'))), layerId: 'left' };
    const spec = left.outputs['y'] ?? floatSpec([]);
    const sum = planLayer('sum', findBlock('add'), {}, { x: [at('left', spec), at('right', spec)] });
    const mean = planLayer('mean', findBlock('globalAveragePooling2d'), {}, { x: [at('sum', spec)] });
    const class3 = planLayer('class', findBlock('dense'), { units: 3, activation: 'softmax' }, { x: [at('mean', floatSpec([3]))] });
    const number = planLayer('number', findBlock('dense'), { units: 1 }, { x: [at('mean', floatSpec([3]))] });
    const head = (name: string, layer: string, column: string, own: Partial<PlanHead>): PlanHead => ({
      id: name,
      name,
      source: { layer, port: 'y' },
      spec: floatSpec([1]),
      column,
      target: 'values',
      classes: null,
      loss: { kind: 'meanSquaredError', values: {} },
      lossWeight: 1,
      metrics: [],
      fromLogits: null,
      ...own,
    });
    const plan = planAround(
      {
        inputs: ['a', 'b'].map((id) => ({ id, name: id, column: 'image', spec: floatSpec([6, 6, 2]) })),
        layers: [left, right, sum, mean, class3, number],
        heads: [
          head('digit', 'class', 'digit', {
            target: 'index',
            loss: { kind: 'sparseCategoricalCrossentropy', values: {} },
            fromLogits: 'softmax',
          }),
          head('size', 'number', 'size', { lossWeight: 0.3 }),
        ],
      },
      { kind: 'sgd', values: { learningRate: 0.05, momentum: 0.9, nesterov: false } },
    );
    expect(await compare(plan, { rows, columns: { image, digit, size } }, 20)).toBeLessThan(1e-4);
  }, 60_000);

  const variants: readonly (readonly [string, Values])[] = [
    ['sgd', { momentum: 0.9 }],
    ['sgd', { momentum: 0.9, nesterov: true }],
    ['rmsprop', {}],
    ['rmsprop', { momentum: 0.5, centered: true, epsilon: 1e-3 }],
    ['adam', {}],
    ['adam', { amsgrad: true, learningRate: 0.02 }],
  ];
  it.each(variants)(
    '%s %j over 50 steps',
    async (kind, given) => {
      const optimizer = optimizers.find((own) => own.kind === kind);
      const loss = losses.find((own) => own.kind === 'sparseCategoricalCrossentropy');
      if (!optimizer || !loss) throw new Error(kind);
      const { plan, data } = headPlan(loss, false);
      const { values } = parseValues(optimizer.params, given);
      expect(
        await compare({ ...plan, phases: plan.phases.map((phase) => ({ ...phase, optimizer: { kind, values } })) }, data, 50),
      ).toBeLessThan(1e-4);
    },
    60_000,
  );
});
