import { testRates } from '../../../main/train/rateTest.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';
import { planOf, smallRegression } from './smallRegression.ts';

/** A bowl of one weight as a model: each step goes down its slope. Loss before the step. */
function bowl(): (rate: number) => number {
  let weight = 3;
  return (rate) => {
    const loss = weight * weight + 0.5;
    weight -= rate * 2 * weight;
    return loss;
  };
}

/**
 * The range test in plain numbers: rates that grow by one factor, the loss smoothed with a memory of 0.9 and without the share of its zero start,
 * an end at four times the best; then the rate in the middle of the eight steps over which the loss fell the most, before it was lowest.
 */
function plainTest(): number[] {
  const step = bowl();
  const [rates, losses]: [number[], number[]] = [[], []];
  let mean = 0;
  for (let at = 0; at < 120; at++) {
    const rate = 1e-7 * 10 ** ((8 * at) / 119);
    mean = 0.9 * mean + 0.1 * step(rate);
    rates.push(rate);
    losses.push(mean / (1 - 0.9 ** (at + 1)));
    if (at > 10 && (losses[at] ?? 0) > 4 * Math.min(...losses)) break;
  }
  const bottom = losses.indexOf(Math.min(...losses));
  const falls = losses.map((_, at) =>
    at >= 4 && at <= bottom && at + 4 < losses.length ? (losses[at - 4] ?? 0) - (losses[at + 4] ?? 0) : -1,
  );
  const proposed = rates[falls.indexOf(Math.max(...falls))] ?? 0;
  return [Number(proposed.toPrecision(2)), ...losses];
}

/** The proposed rate, and the smoothed losses on the way to it. */
export const rateCases = (): readonly PlainCase[] => [
  plainCase('training', 'rateTest', 'a bowl', 'a plain loop', async () => {
    const step = bowl();
    const run = (_: unknown, [hyper]: readonly Readonly<Record<string, number>>[]) =>
      Promise.resolve([{ loss: [step(hyper?.['learningRate'] ?? 0), 1] }]);
    const plan = planOf(smallRegression({}));
    const { points, proposed } = await testRates(plan, { run }, { train: Int32Array.from({ length: 48 }, (_row, at) => at) });
    return { found: [proposed ?? 0, ...points.map(([, loss]) => loss)], expected: plainTest() };
  }),
];
