import { describe, expect, it } from 'vitest';
import { losses, metrics } from '../../../shared/catalogue/index.ts';
import type { MetricSums } from '../engine.ts';
import { metricValues } from '../metricSums.ts';
import { lossFunctions } from './index.ts';
import { accumulators, metricFunctions } from '../metrics/index.ts';
import { rows } from '../testing/blockPlan.ts';
import { fittingMetrics, headPlan, units } from '../testing/headPlan.ts';
import { largestDifference } from '../testing/compareStates.ts';
import { comparedEngines, onEngine } from '../testing/testEngines.ts';

const all = Int32Array.from({ length: rows }, (_, row) => row);
const epsilon = 1e-7;
const clip = (p: number): number => Math.min(1 - epsilon, Math.max(epsilon, p));
const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The formulas of the catalogue, number by number: a second implementation that knows nothing of tensors. */
const plain: Readonly<Record<string, (p: readonly number[], y: readonly number[]) => number>> = {
  categoricalCrossentropy: (p, y) => -p.reduce((sum, value, at) => sum + (y[at] ?? 0) * Math.log(clip(value)), 0),
  sparseCategoricalCrossentropy: (p, y) => -p.reduce((sum, value, at) => sum + (y[at] ?? 0) * Math.log(clip(value)), 0),
  binaryCrossentropy: (p, y) =>
    -meanOf(p.map((value, at) => (y[at] ?? 0) * Math.log(clip(value)) + (1 - (y[at] ?? 0)) * Math.log(1 - clip(value)))),
  meanSquaredError: (p, y) => meanOf(p.map((value, at) => ((y[at] ?? 0) - value) ** 2)),
  meanAbsoluteError: (p, y) => meanOf(p.map((value, at) => Math.abs((y[at] ?? 0) - value))),
  // A judge's losses look at no target; by default it should say real.
  nonSaturatingGan: (p) => meanOf(p.map((score) => Math.log1p(Math.exp(-score)))),
  leastSquaresGan: (p) => meanOf(p.map((score) => (score - 1) ** 2 / 2)),
  accuracy: (p, y) =>
    p.length > 1 ? Number(p.indexOf(Math.max(...p)) === y.indexOf(Math.max(...y))) : Number((p[0] ?? 0) > 0.5 === (y[0] ?? 0) > 0.5),
};

const value = (row: MetricSums | undefined, key: string): number => (row?.[key]?.[0] ?? Number.NaN) / (row?.[key]?.[1] ?? 1);

it('has the mathematics of every loss and metric, and of no other', () => {
  expect(Object.keys(lossFunctions).toSorted()).toEqual(losses.map((loss) => loss.kind).toSorted());
  expect([...Object.keys(metricFunctions), ...Object.keys(accumulators)].toSorted()).toEqual(
    metrics.map((metric) => metric.kind).toSorted(),
  );
});

describe.each(losses.map((loss) => [loss.kind, loss] as const))('%s', (kind, loss) => {
  const watched = fittingMetrics(loss).filter((metric) => metric.kind !== 'accuracy' || loss.target !== 'values');
  const { plan, data, targets } = headPlan(loss, { metrics: watched });

  it.each(['cpu', ...comparedEngines] as const)('and every metric beside it equal their formulas on %s', async (name) => {
    await onEngine(name, async (engine) => {
      const model = await engine.create(plan, data);
      const { head } = await model.predict(all);
      const width = units[loss.target];
      const predictions = targets.map((_, row) => [...(head?.numbers.slice(row * width, (row + 1) * width) ?? [])]);
      const sums = await model.evaluate([all]);
      for (const [key, formula] of [
        ['loss', kind] as const,
        ...(plan.heads[0]?.metrics ?? []).map((metric) => [metric.kind, metric.kind] as const),
      ]) {
        // The others are compared with Keras on cpu, and between the engines below.
        if (!plain[formula]) continue;
        const expected = meanOf(predictions.map((p, row) => plain[formula]?.(p, targets[row] ?? []) ?? Number.NaN));
        // Where a metric makes no sense for a head, such as a cross-entropy of free numbers, no formula is compared.
        if (loss.foldsIn === null && /entropy/i.test(formula)) continue;
        if (width === 1 && /ategorical/.test(formula)) continue;
        expect(value(sums, key), key).toBeCloseTo(expected, 4);
      }
      model.dispose();
    });
  });

  it('and the metrics beside it are alike on every engine', async () => {
    const halves = [all.slice(0, 4), all.slice(4)];
    const evaluate = (name: 'cpu' | (typeof comparedEngines)[number]): Promise<Record<string, number>> =>
      onEngine(name, async (engine) => {
        const model = await engine.create(plan, data);
        const values = metricValues(plan, await model.evaluate(halves));
        model.dispose();
        return values;
      });
    const reference = await evaluate('cpu');
    expect(Object.keys(reference).length).toBeGreaterThan(loss.target === 'none' ? 0 : 5);
    for (const name of comparedEngines) {
      const other = await evaluate(name);
      for (const [key, own] of Object.entries(reference))
        expect(Math.abs((other[key] ?? Number.NaN) - own) / Math.max(1, Math.abs(own)), `${key} on ${name}`).toBeLessThan(1e-4);
    }
  });

  it('falls while training, and alike on every engine', async () => {
    // In percent of targets that may be near 0, gradients are thousands of times as large.
    const rate = kind === 'meanAbsolutePercentageError' ? 1e-6 : 0.05;
    const results = [];
    for (const name of ['cpu', ...comparedEngines] as const) {
      results.push(
        await onEngine(name, async (engine) => {
          const model = await engine.create(plan, data);
          const seen: number[] = [];
          for (let step = 0; step < 20; step++) {
            const [row] = await model.run([all], [{ learningRate: rate, momentum: 0 }], [{ epoch: 0, step }]);
            seen.push(value(row, 'loss'));
          }
          const state = await model.readState();
          model.dispose();
          return { seen, state };
        }),
      );
    }
    const [reference, ...others] = results;
    expect(reference?.seen.at(-1)).toBeLessThan(reference?.seen[0] ?? 0);
    for (const other of others) expect(largestDifference(reference?.state ?? {}, other.state)).toBeLessThan(1e-4);
  });
});

it('stays finite for logits of any size', async () => {
  for (const loss of losses.filter((own) => own.foldsIn !== null)) {
    const { plan, data } = headPlan(loss);
    for (const name of ['cpu', ...comparedEngines] as const) {
      await onEngine(name, async (engine) => {
        const model = await engine.create(plan, data);
        const state = await model.readState();
        const huge = Object.fromEntries(
          Object.entries(state).map(([key, own]) => [
            key,
            key.endsWith('kernel') ? { ...own, numbers: own.numbers.map((x) => x * 1e4) } : own,
          ]),
        );
        await model.writeState(huge);
        const [row] = await model.run([all], [{ learningRate: 0.01, momentum: 0 }], [{ epoch: 0, step: 0 }]);
        expect(Number.isFinite(value(row, 'loss')), `${loss.kind} on ${name}`).toBe(true);
        const after = await model.readState();
        for (const own of Object.values(after)) expect(own.numbers.every(Number.isFinite)).toBe(true);
        model.dispose();
      });
    }
  }
});
