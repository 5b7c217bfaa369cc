import { describe, expect, it } from 'vitest';
import { balancedWeights, parseClassWeights } from '../../shared/catalogue/classWeights.ts';
import { findLoss } from '../../shared/catalogue/index.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import type { ColumnData, Engine } from '../engine/engine.ts';
import { headPlan } from '../engine/testing/headPlan.ts';
import { comparedEngines, onEngine } from '../engine/testing/testEngines.ts';
import { balanceClasses } from './balanceClasses.ts';

it('weights that are balanced make every class count alike; a class without examples keeps 1', () => {
  const weights = balancedWeights([0, 0, 0, 1, 2, 2], 4);
  expect(weights).toEqual([0.5, 1.5, 0.75, 1]);
});

it('weights are read as they are written, or refused with a fix', () => {
  expect(parseClassWeights('1, 2;0.5', ['a', 'b', 'c'])).toEqual([1, 2, 0.5]);
  expect(parseClassWeights(' ', ['a', 'b'])).toEqual([1, 1]);
  expect(parseClassWeights('1', ['a', 'b'])).toBe('2 weights are wanted, one for each of a, b; 1 are given: write them as 1, 1, 5');
  expect(parseClassWeights('1 x', ['a', 'b'])).toBe('the weight of b must be a number of at least 0, not "x"');
  expect(parseClassWeights('1, -2', ['a', 'b'])).toBe('the weight of b must be a number of at least 0, not "-2"');
  expect(parseClassWeights('0, 0', ['a', 'b'])).toBe(
    'no class counts, so nothing would be learned: give at least one of them a weight above 0',
  );
  expect(parseClassWeights('0, 1', ['a', 'b'])).toEqual([0, 1]);
});

const { plan, data } = headPlan(findLoss('sparseCategoricalCrossentropy'));
const all = Int32Array.from({ length: data.rows }, (_, row) => row);
const weigh = (own: TrainPlan['heads'][number]['classWeights'] & object): TrainPlan => ({
  ...plan,
  heads: plan.heads.map((head) => ({ ...head, classWeights: own })),
});
const [phase] = plan.phases;

/** The losses of two steps, and the loss of an evaluation between them. */
async function losses(engine: Engine, own: TrainPlan, columns: ColumnData): Promise<number[]> {
  const model = await engine.create(own, columns);
  const hyper = phase ? hyperParameters(phase.optimizer) : {};
  const step = async (at: number): Promise<number> => {
    const [row] = await model.run([all], [hyper], [{ epoch: 0, step: at }]);
    return (row?.['loss']?.[0] ?? Number.NaN) / (row?.['loss']?.[1] ?? 1);
  };
  const evaluation = async (): Promise<number> => {
    const row = await model.evaluate([all]);
    return (row['loss']?.[0] ?? Number.NaN) / (row['loss']?.[1] ?? 1);
  };
  const found = [await evaluation(), await step(0), await step(1), await evaluation()];
  model.dispose();
  return found;
}

describe.each(['cpu', ...comparedEngines] as const)('on %s', (name) => {
  it('training counts each class as it should, an evaluation counts all alike', async () => {
    await onEngine(name, async (engine) => {
      const equal = await losses(engine, plan, data);
      const doubled = await losses(engine, weigh([2, 2, 2, 2]), data);
      expect(doubled[0]).toBeCloseTo(equal[0] ?? 0, 5);
      expect(doubled[1]).toBeCloseTo(2 * (equal[1] ?? 0), 5);
      const one = await losses(engine, weigh([0, 1, 0, 0]), data);
      const rest = await losses(engine, weigh([1, 0, 1, 1]), data);
      expect((one[1] ?? 0) + (rest[1] ?? 0)).toBeCloseTo(equal[1] ?? 0, 5);
      expect(one[3]).not.toBeCloseTo(rest[3] ?? 0, 4);
    });
  });
});

it('a head that is to be balanced gets its numbers from the training examples alone', () => {
  const balanced = { ...plan, heads: plan.heads.map((head) => ({ ...head, classWeights: 'balanced' as const })) };
  const labels = data.columns['y']?.numbers ?? [];
  const train = Int32Array.from([0, 1, 2]);
  const own = balanceClasses(balanced, data, train).heads[0]?.classWeights;
  expect(own).toEqual(
    balancedWeights(
      [0, 1, 2].map((row) => Number(labels[row])),
      4,
    ),
  );
  expect(balanceClasses(plan, data, train)).toBe(plan);
});
