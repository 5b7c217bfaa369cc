import { describe, expect, it } from 'vitest';
import { constraints, findBlock, regularizers } from '../../shared/catalogue/index.ts';
import type { Item } from '../../shared/catalogue/item.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { ItemValue, Values } from '../../shared/catalogue/params.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { constrainFunctions } from './constraints/index.ts';
import type { ColumnData, Engine, MetricSums, State } from './engine.ts';
import { regularizeFunctions } from './regularizers/index.ts';
import { blockPlan, rows } from './testing/blockPlan.ts';
import { largestDifference } from './testing/compareStates.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';

const all = Int32Array.from({ length: rows }, (_, row) => row);
const value = (row: MetricSums | undefined, key: string): number => (row?.[key]?.[0] ?? Number.NaN) / (row?.[key]?.[1] ?? 1);

const planWith = (values: Values): { plan: TrainPlan; data: ColumnData } =>
  blockPlan(findBlock('dense'), { inputs: { x: [[5]] }, values: { units: 4, ...values }, output: [4], weights: 24 });

async function train(engine: Engine, plan: TrainPlan, data: ColumnData): Promise<{ row: MetricSums; held: MetricSums; state: State }> {
  const model = await engine.create(plan, data);
  const counters = [0, 1, 2].map((step) => ({ epoch: 0, step }));
  const seen = await model.run(
    counters.map(() => all),
    counters.map(() => ({ learningRate: 0.02, momentum: 0 })),
    counters,
  );
  const result = { row: seen.at(-1) ?? {}, held: await model.evaluate([all]), state: await model.readState() };
  model.dispose();
  return result;
}

const tried = (item: Item): readonly ItemValue[] =>
  [{}, ...(item.variants ?? [])].map((given: Values) => ({ kind: item.kind, values: parseValues(item.params, given).values }));
const cases = [
  ...regularizers.flatMap((item) => tried(item).map((own) => ['kernelRegularizer', own] as const)),
  ...constraints.flatMap((item) => tried(item).map((own) => ['kernelConstraint', own] as const)),
];

it('has the mathematics of every regularizer and constraint, and of no other', () => {
  expect(Object.keys(regularizeFunctions).toSorted()).toEqual(regularizers.map(({ kind }) => kind).toSorted());
  expect(Object.keys(constrainFunctions).toSorted()).toEqual(constraints.map(({ kind }) => kind).toSorted());
});

describe.each(cases)('%s %j', (param, own) => {
  const { plan, data } = planWith({ [param]: own });
  it.each(comparedEngines)('is alike on %s and on cpu', async (name) => {
    const reference = await onEngine('cpu', (engine) => train(engine, plan, data));
    const compared = await onEngine(name, (engine) => train(engine, plan, data));
    expect(largestDifference(reference.state, compared.state)).toBeLessThan(1e-4);
    for (const key of Object.keys(reference.held)) expect(value(compared.held, key)).toBeCloseTo(value(reference.held, key), 4);
  });
});

it('reports the loss with its two parts where there is a penalty, and alone where there is none', async () => {
  const penalized = planWith({ kernelRegularizer: 'l1', activityRegularizer: 'l2' });
  const { held, row, state } = await onEngine('cpu', (engine) =>
    train(engine, { ...penalized.plan, weightPenalty: { kind: 'l2', values: { l2: 0.1 } } }, penalized.data),
  );
  expect(Object.keys(held)).toEqual(['loss', 'dataLoss', 'penalty']);
  for (const seen of [held, row]) expect(value(seen, 'loss')).toBeCloseTo(value(seen, 'dataLoss') + value(seen, 'penalty'), 5);
  // The penalty on weights in plain loops; what the outputs pay comes on top of it.
  const kernels = Object.entries(state).filter(([key]) => key.endsWith('/kernel'));
  const sum = (numbers: ArrayLike<number>, of: (x: number) => number): number => Array.from(numbers).reduce((all_, x) => all_ + of(x), 0);
  const l2 = kernels.reduce((total, [, { numbers }]) => total + 0.1 * sum(numbers, (x) => x * x), 0);
  const l1 = 0.01 * sum(state['tested/kernel']?.numbers ?? [], Math.abs);
  expect(value(held, 'penalty')).toBeGreaterThan(l1 + l2);
  expect(value(held, 'penalty')).toBeLessThan((l1 + l2) * 1.5);
  const plain = planWith({});
  expect(Object.keys((await onEngine('cpu', (engine) => train(engine, plain.plan, plain.data))).held)).toEqual(['loss']);
});
