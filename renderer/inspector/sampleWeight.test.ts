import { expect, it } from 'vitest';
import { histogramOf, sampleWeight } from './sampleWeight.ts';

const draw = (kind: string, shape: readonly number[]) => {
  const sample = sampleWeight({ kind, values: {} }, shape);
  return sample && histogramOf(sample.numbers);
};

it('draws what the initializer draws: Glorot uniform lies within its bounds and fills them evenly', () => {
  const found = draw('glorotUniform', [100, 200]);
  const limit = Math.sqrt(6 / 300);
  expect(found?.low).toBeGreaterThanOrEqual(-limit);
  expect(found?.high).toBeLessThanOrEqual(limit);
  expect(found?.deviation).toBeCloseTo(limit / Math.sqrt(3), 3);
  expect(found?.shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
  for (const share of found?.shares ?? []) expect(share).toBeCloseTo(1 / 48, 2);
});

it('keeps the fans of a weight that is too large to be drawn whole', () => {
  expect(draw('heUniform', [10_000, 1000])?.high).toBeCloseTo(Math.sqrt(6 / 10_000), 4);
});

it('knows numbers that are all alike, and shapes that an initializer cannot fill', () => {
  expect(draw('ones', [5])).toMatchObject({ low: 1, high: 1, mean: 1, deviation: 0 });
  expect(draw('identity', [5])).toBeNull();
});
