import { expect, test } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { grey, meanOf, variety } from './testing/madeByGans.ts';
import { trainPlan } from './testing/trainPlan.ts';

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
