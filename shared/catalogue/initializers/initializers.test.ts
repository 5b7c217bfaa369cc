import { describe, expect, it } from 'vitest';
import { randomSource } from '../../random/stream.ts';
import { initializers } from '../index.ts';
import { defaultValues } from '../parseValues.ts';

const shape = [120, 80];
const fan = [120, 80] as const;
const sampleOf = (kind: string, seed = 0): Float32Array => {
  const item = initializers.find((initializer) => initializer.kind === kind);
  if (!item) throw new Error(kind);
  return item.sample(shape, fan, defaultValues(item.params), randomSource(seed, kind));
};
const moments = (numbers: Float32Array): { mean: number; deviation: number; largest: number } => {
  const mean = numbers.reduce((a, b) => a + b, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
  return { mean, deviation: Math.sqrt(variance), largest: numbers.reduce((a, b) => Math.max(a, Math.abs(b)), 0) };
};

describe('initializers', () => {
  // Deviation and bound as Keras documents them: https://keras.io/api/layers/initializers/
  it.each([
    ['glorotUniform', Math.sqrt(2 / 200), Math.sqrt(6 / 200)],
    ['glorotNormal', Math.sqrt(2 / 200), (2 * Math.sqrt(2 / 200)) / 0.8796256610342398],
    ['heUniform', Math.sqrt(2 / 120), Math.sqrt(6 / 120)],
    ['heNormal', Math.sqrt(2 / 120), (2 * Math.sqrt(2 / 120)) / 0.8796256610342398],
    ['uniform', 0.1 / Math.sqrt(12), 0.05],
    ['normal', 0.05, 0.3],
  ])('%s has the deviation and the bound of its formula', (kind, deviation, bound) => {
    const found = moments(sampleOf(kind));
    expect(Math.abs(found.mean)).toBeLessThan(0.04 * deviation);
    expect(Math.abs(found.deviation / deviation - 1)).toBeLessThan(0.03);
    expect(found.largest).toBeLessThanOrEqual(bound * 1.000001);
    expect(found.largest).toBeGreaterThan(2 * deviation * 0.8);
  });

  it('fills with zeros and ones, and gives other numbers for another seed, the same for the same', () => {
    expect(new Set(sampleOf('zeros'))).toEqual(new Set([0]));
    expect(new Set(sampleOf('ones'))).toEqual(new Set([1]));
    expect(sampleOf('heNormal', 5)).toEqual(sampleOf('heNormal', 5));
    expect(sampleOf('heNormal', 5)).not.toEqual(sampleOf('heNormal', 0));
  });
});
