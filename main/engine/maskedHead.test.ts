import { expect, test } from 'vitest';
import { findLoss, metrics } from '../../shared/catalogue/index.ts';
import { accumulators } from './metrics/index.ts';
import { metricValues } from './metricSums.ts';
import { largestDifference } from './testing/compareStates.ts';
import { comparedEngines, onEngine } from './testing/testEngines.ts';
import { maskedHead } from './testing/maskedHead.ts';

/** Two steps, the metrics of all rows in two batches, and the weights. */
const train = (name: Parameters<typeof onEngine>[0]) =>
  onEngine(name, async (engine) => {
    const { plan, data } = maskedHead(findLoss('meanSquaredError'));
    const model = await engine.create(plan, data);
    const all = Int32Array.from({ length: data.rows }, (_, row) => row);
    for (let step = 0; step < 2; step++) await model.run([all], [{ learningRate: 0.05, momentum: 0.9 }], [{ epoch: 0, step }]);
    const values = metricValues(plan, await model.evaluate([all.slice(0, 4), all.slice(4)]));
    const [predicted] = Object.values(await model.predict(all));
    const state = await model.readState();
    model.dispose();
    return { plan, data, values, predicted, state };
  });

test.each(comparedEngines)('the steps that only fill a sequence up are left out on %s as on cpu', async (name) => {
  const [here, there] = [await train('cpu'), await train(name)];
  expect(largestDifference(here.state, there.state)).toBeLessThan(1e-4);
  for (const [key, value] of Object.entries(here.values)) expect(there.values[key], key).toBeCloseTo(value, 4);
});

test('the loss of an evaluation is the mean over the steps that count of each batch', async () => {
  const { data, values, predicted } = await train('cpu');
  const [x, y] = [data.columns['x']?.numbers ?? [], data.columns['y']?.numbers ?? []];
  const batchLoss = (rows: readonly number[]): number => {
    let [sum, steps] = [0, 0];
    for (const row of rows) {
      for (let step = 0; step < 5; step++) {
        const at = row * 5 + step;
        if ([0, 1, 2].every((feature) => x[at * 3 + feature] === 0)) continue;
        steps += 1;
        for (const output of [0, 1]) sum += ((predicted?.numbers[at * 2 + output] ?? 0) - (y[at * 2 + output] ?? 0)) ** 2 / 2;
      }
    }
    return sum / steps;
  };
  const rows = Array.from({ length: data.rows }, (_, row) => row);
  const [first, second] = [rows.slice(0, 4), rows.slice(4)];
  const expected = (batchLoss(first) * first.length + batchLoss(second) * second.length) / rows.length;
  expect(values['loss']).toBeCloseTo(expected, 5);
});

test('a metric says that it keeps sums exactly where it does', () => {
  expect(
    metrics
      .filter(({ keepsSums }) => keepsSums)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(Object.keys(accumulators).toSorted());
});
