import { expect, it } from 'vitest';
import { activations } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import { plotFunction } from './plotFunction.ts';

it('draws every activation that has a curve within its picture', () => {
  for (const { kind, curve, params } of activations) {
    if (!curve) continue;
    const { value, slope } = plotFunction((x) => curve(x, defaultValues(params)), 100, 50);
    for (const line of [value, slope]) {
      const points = line.split(' ').map((point) => point.split(',').map(Number));
      expect(points.length, kind).toBeGreaterThan(60);
      for (const [x = -1] of points) expect(x >= 0 && x <= 100, kind).toBe(true);
    }
  }
});

it('shows the minimum of Swish at beta 1, which is -0.278', () => {
  const swish = activations.find(({ kind }) => kind === 'swish');
  const { range } = plotFunction((x) => swish?.curve?.(x, { beta: 1 }) ?? Number.NaN, 100, 50);
  expect(range[0]).toBeCloseTo(-0.278, 3);
  expect(range[1]).toBeCloseTo(5 / (1 + Math.exp(-5)), 3);
});
