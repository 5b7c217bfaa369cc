import { describe, expect, it } from 'vitest';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { ColumnData, Engine, LiveModel, MetricSums, State } from './engine.ts';
import { largestDifference } from './testing/compareStates.ts';
import { repeatPlan, type RepeatPlan } from './testing/repeatPlan.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';

const batch = Int32Array.from({ length: 12 }, (_, row) => row);
const counters = [0, 1, 2].map((step) => ({ epoch: 2, step }));

interface Trained {
  readonly rows: readonly MetricSums[];
  readonly state: State;
  readonly outputs: State;
  readonly notices: readonly string[];
}
async function train(engine: Engine, plan: TrainPlan, data: ColumnData, begin: (model: LiveModel) => Promise<void>): Promise<Trained> {
  const notices: string[] = [];
  const model = await engine.create(plan, data, (message) => void notices.push(message));
  await begin(model);
  const [phase] = plan.phases;
  const hyper = phase ? hyperParameters(phase.optimizer) : {};
  const rows = await model.run(
    counters.map(() => batch),
    counters.map(() => hyper),
    counters,
  );
  const outputs = await model.predict(batch);
  await model.evaluate([batch]);
  const state = await model.readState();
  model.dispose();
  return { rows, state, outputs, notices };
}

async function firstState(engine: Engine, { plan, data }: RepeatPlan): Promise<State> {
  const model = await engine.create(plan, data);
  const state = await model.readState();
  model.dispose();
  return state;
}

const sgd = { optimizer: { kind: 'sgd', values: { learningRate: 0.1 } } };
const cases: readonly (readonly [string, RepeatPlan])[] = [
  ['dense layers', repeatPlan(5, [['dense', { units: 6, activation: 'tanh' }]], sgd)],
  [
    'several layers, with Adam',
    repeatPlan(5, [['dense', { units: 4, activation: 'relu' }], ['dense', { units: 6 }], ['unitNormalization']]),
  ],
  ['moving averages', repeatPlan(5, [['dense', { units: 6 }], ['batchNormalization'], ['activation', { activation: 'tanh' }]], sgd)],
  [
    'constraints, penalties and clipping of each turn for itself',
    repeatPlan(
      5,
      [
        [
          'dense',
          {
            units: 6,
            kernelRegularizer: 'orthogonal',
            kernelConstraint: { kind: 'maxNorm', values: { maxValue: 0.9 } },
            kernelInitializer: 'orthogonal',
          },
        ],
      ],
      { optimizer: { kind: 'sgd', values: { learningRate: 0.1, clipnorm: 0.02 } }, weightPenalty: { kind: 'l2', values: { l2: 0.01 } } },
    ),
  ],
  [
    'a repeat between layers',
    repeatPlan(
      3,
      [
        ['dense', { units: 5 }],
        ['graph', { graph: 'deep', repeat: 4 }],
        ['dense', { units: 6, activation: 'tanh' }],
      ],
      sgd,
      [['dense', { units: 5, activation: 'tanh' }], ['batchNormalization']],
    ),
  ],
  [
    'convolutions',
    repeatPlan(
      5,
      [
        ['reshape', { targetShape: [3, 2, 1] }],
        ['conv2d', { filters: 1, kernelSize: [3, 3], padding: 'same', activation: 'tanh' }],
        ['flatten'],
      ],
      sgd,
    ),
  ],
  ['one turn more than segments', repeatPlan(10, [['dense', { units: 6, activation: 'tanh' }]], sgd)],
];

describe.each(cases)('a repeat of %s', (_name, own) => {
  it.each(['cpu', ...comparedEngines] as const)('equals the same layers one by one on %s', async (name) => {
    const start = await onEngine(name, (engine) => firstState(engine, own));
    const drawn = await onEngine(name, (engine) => train(engine, own.drawn, own.data, (model) => model.writeState(own.toDrawn(start))));
    const looped = await onEngine(name, (engine) => train(engine, own.plan, own.data, async () => undefined));
    expect(looped.notices).toEqual([]);
    expect(largestDifference(drawn.state, own.toDrawn(looped.state))).toBeLessThan(1e-5);
    expect(largestDifference(drawn.outputs, looped.outputs)).toBeLessThan(1e-5);
    drawn.rows.forEach((row, at) => expect(looped.rows[at]?.['loss']?.[0]).toBeCloseTo(row['loss']?.[0] ?? Number.NaN, 4));
  });
});

it.skipIf(!comparedEngines.includes('tensorflow'))('runs its turns on kernels of our own on TensorFlow', async () => {
  const { plan, data } = repeatPlan(3, [['dense', { units: 6, activation: 'tanh' }]], sgd);
  await onEngine('tensorflow', async (engine) => {
    const model = await engine.create(plan, data);
    await model.run([batch], [hyperParameters(plan.phases[0]?.optimizer ?? expect.fail())], [{ epoch: 0, step: 0 }]);
    const kinds = ((await model.operationTimes?.('train', batch)) ?? []).map(({ kind }) => kind);
    model.dispose();
    expect(new Set(kinds.filter((kind) => kind.includes('MatMul')))).toEqual(new Set(['NetloomMatMul']));
  });
});

describe('dropout inside a repeat', () => {
  const own = repeatPlan(
    5,
    [
      ['dropout', { rate: 0.5 }],
      ['dense', { units: 6, activation: 'tanh' }],
    ],
    sgd,
  );

  it.each(comparedEngines)('drops the same on %s as on cpu, on the way there and back', async (name) => {
    const reference = await onEngine('cpu', (engine) => train(engine, own.plan, own.data, async () => undefined));
    const compared = await onEngine(name, (engine) => train(engine, own.plan, own.data, async () => undefined));
    expect(compared.notices).toEqual([]);
    expect(largestDifference(reference.state, compared.state)).toBeLessThan(1e-4);
  });

  it('drops something else in each turn', async () => {
    const noise = repeatPlan(2, [['dropout', { rate: 0.5 }]], sgd);
    // What both turns keep is scaled by 4: with one mask for both, half of the numbers would be kept and not a quarter.
    const { rows } = await onEngine('cpu', (engine) => train(engine, noise.plan, noise.data, async () => undefined));
    const once = repeatPlan(1, [['dropout', { rate: 0.5 }]], sgd);
    const { rows: single } = await onEngine('cpu', (engine) => train(engine, once.plan, once.data, async () => undefined));
    expect(rows[0]?.['loss']).not.toEqual(single[0]?.['loss']);
  });
});

it('goes on from a state as if it had not stopped, to the bit', async () => {
  const { plan, data } = cases[2]?.[1] ?? expect.fail();
  const hyper = hyperParameters(plan.phases[0]?.optimizer ?? expect.fail());
  await onEngine('cpu', async (engine) => {
    const steps = async (model: LiveModel, from: number, to: number): Promise<void> => {
      for (let step = from; step < to; step++) await model.run([batch], [hyper], [{ epoch: 0, step }]);
    };
    const [whole, first, second] = [await engine.create(plan, data), await engine.create(plan, data), await engine.create(plan, data)];
    await steps(whole, 0, 4);
    await steps(first, 0, 2);
    await second.writeState(await first.readState());
    await steps(second, 2, 4);
    expect(await second.readState()).toEqual(await whole.readState());
    for (const model of [whole, first, second]) model.dispose();
  });
});
