import { expect, it } from 'vitest';
import { findTemplate } from '../../shared/templates/index.ts';
import { plotSchedule } from './plotSchedule.ts';

const document = findTemplate('iris-mlp').build();
const plot = (kind: string, values: Record<string, number>, training: Record<string, number> = {}) =>
  plotSchedule({ kind, values }, { ...document, training: { ...document.training, ...training } }, 100, 50);
const heights = (line: string): number[] => line.split(' ').map((point) => Number(point.split(',')[1]));

it('draws the run from its first step to its last', () => {
  const { line, last, highest, epochs } = plot('stepDecay', { every: 5, factor: 0.5 }, { epochs: 10 });
  expect(line.split(' ')[0]).toMatch(/^0\.0,/);
  expect(line.split(' ').at(-1)).toMatch(/^100\.0,/);
  expect(epochs).toBe(10);
  expect(last).toBeCloseTo(highest / 2, 10);
  expect(new Set(heights(line)).size).toBe(2);
});

it('begins with the warm-up', () => {
  const [first = 0, , , ...rest] = heights(plot('constant', {}, { epochs: 10, warmupEpochs: 2, warmupFrom: 0 }).line);
  expect(first).toBe(49);
  expect(Math.min(...rest)).toBe(2);
});

it('draws one that goes by a metric as if it never got better', () => {
  const { conditional, last, highest } = plot('plateau', { factor: 0.5, patience: 2, minDelta: 0, cooldown: 0, lowest: 0 }, { epochs: 10 });
  expect(conditional).toBe(true);
  expect(last).toBeCloseTo(highest / 16, 10);
});
