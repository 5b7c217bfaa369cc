import { expect, it } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { proposeRate, runRateTest, testRates } from './rateTest.ts';

it('proposes the rate at which the loss fell the quickest, before it was lowest', () => {
  const rates = Array.from({ length: 61 }, (_, at) => 10 ** (-5 + at / 10));
  // Flat, a fall around 1e-2, then up.
  const curve = rates.map((rate): [number, number] => [rate, 1 - 1 / (1 + (1e-2 / rate) ** 2) + Math.max(0, rate - 0.5) ** 2]);
  const proposed = proposeRate(curve) ?? 0;
  expect(Math.abs(Math.log10(proposed) + 2)).toBeLessThan(0.3);
});

it('proposes nothing where no loss fell', () => {
  expect(proposeRate([])).toBeNull();
  expect(proposeRate(Array.from({ length: 20 }, (_, at): [number, number] => [10 ** (at - 20), 1 + at / 100]))).toBeNull();
});

it('ends when the loss explodes or is no number, and never goes past it', async () => {
  const built = buildPlan(findTemplate('iris-mlp').build());
  if ('problems' in built) throw new Error('no plan');
  const losses = (step: number): number => (step < 50 ? 2 - step / 50 : step < 55 ? 10 : Number.NaN);
  const seen: number[] = [];
  const run = (_batches: unknown, hyper: readonly Readonly<Record<string, number>>[]) => {
    seen.push(hyper[0]?.['learningRate'] ?? 0);
    return Promise.resolve([{ loss: [losses(seen.length - 1), 1] }]);
  };
  const { points } = await testRates(built.plan, { run }, { train: Int32Array.from({ length: 40 }, (_, row) => row) });
  expect(points.length).toBeLessThan(60);
  expect(seen.every((rate, at) => at === 0 || rate > (seen[at - 1] ?? 0))).toBe(true);
});

it('finds a rate for a small network that is a good one', async () => {
  const built = buildPlan(findTemplate('iris-mlp').build());
  if ('problems' in built) throw new Error('no plan');
  const { points, proposed } = await runRateTest(built.plan, 'cpu');
  expect(points.length).toBeGreaterThan(60);
  // Adam on a small network: between a thousandth and a half.
  expect(proposed).toBeGreaterThan(1e-3);
  expect(proposed).toBeLessThan(0.5);
});

it('looks for the rate of one phase by its own steps and loss', async () => {
  const built = buildPlan(findTemplate('ring-gan').build(), { limit: 1000 });
  if ('problems' in built) throw new Error('no plan');
  const seen = new Set<number | undefined>();
  const run = (_batches: unknown, _hyper: unknown, [counter]: readonly { readonly phase?: number }[]) => {
    seen.add(counter?.phase);
    return Promise.resolve([{ generator_loss: [1, 1], judge_loss: [Number.NaN, 1] }]);
  };
  const { points } = await testRates(built.plan, { run }, { train: Int32Array.from({ length: 900 }, (_, row) => row) }, 1);
  expect([...seen]).toEqual([1]);
  expect(points).toHaveLength(120);
  const { proposed } = await runRateTest(built.plan, 'cpu', undefined, 0);
  expect(proposed).toBeGreaterThan(1e-4);
});
