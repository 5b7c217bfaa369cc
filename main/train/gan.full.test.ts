import { expect, test } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { trainPlan } from './testing/trainPlan.ts';

/** Mean squared difference of every two pictures: how much they vary. */
function variety(pictures: readonly number[]): number {
  const size = 28 * 28;
  const count = pictures.length / size;
  let sum = 0;
  for (let one = 0; one < count; one++)
    for (let other = 0; other < one; other++)
      for (let at = 0; at < size; at++) sum += ((pictures[one * size + at] ?? 0) - (pictures[other * size + at] ?? 0)) ** 2;
  return sum / size / ((count * (count - 1)) / 2);
}
const meanOf = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;
/** Share of pixels that are neither paper nor ink. */
const grey = (pictures: readonly number[]): number => pictures.filter((value) => value > 0.2 && value < 0.8).length / pictures.length;

test('the GAN of digits draws pictures that vary, are as dark and as crisp as those of the data', { timeout: 900_000 }, async () => {
  const built = buildPlan(findTemplate('mnist-gan').build(), { epochs: 2, limit: 40_000 });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const messages = await trainPlan(built.plan, { directory: temporaryFolder() });
  const samples = messages.flatMap((message) => (message.type === 'samples' ? (message.samples.outputs[0] ?? []) : []));
  const [first, last] = [samples[0], samples.at(-1)];
  const real = (last?.real ?? []).map((value) => value / 255);
  const [before, after] = [first?.numbers ?? [], last?.numbers ?? []];
  // Untrained it draws one grey cloud, whatever the noise.
  expect(variety(before)).toBeLessThan(0.01);
  expect(grey(before)).toBeGreaterThan(0.9);
  expect(variety(after)).toBeGreaterThan(0.6 * variety(real));
  expect(Math.abs(meanOf(after) - meanOf(real))).toBeLessThan(0.05);
  expect(grey(after)).toBeLessThan(2.5 * grey(real));
});
