import { expect, it } from 'vitest';
import { findSchedule } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
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

it('draws one that goes by a metric as if it got worse in every epoch', () => {
  const { conditional, last, highest } = plot('plateau', { factor: 0.5, patience: 2, minDelta: 0, cooldown: 0, lowest: 0 }, { epochs: 10 });
  expect(conditional).toBe(true);
  expect(last).toBeCloseTo(highest / 16, 10);
  // By more than is tolerated.
  const newBob = plot('newBob', { factor: 0.5, tolerance: 3 }, { epochs: 4 });
  expect(newBob).toMatchObject({ conditional: true, flat: false });
  expect(newBob.last).toBeCloseTo(newBob.highest / 4, 10);
});

it('draws the momentum beside the rate where the schedule moves that of the optimizer', () => {
  const cycle = { kind: 'oneCycle', values: defaultValues(findSchedule('oneCycle').params) };
  const under = (optimizer: string, values: object = {}) =>
    plotSchedule(cycle, { ...document, training: { ...document.training, optimizer: { kind: optimizer, values: { ...values } } } }, 240, 72)
      .momentum;
  const { line, first, lowest } = under('adam') ?? { line: '', first: 0, lowest: 0 };
  expect([first, Number(lowest.toFixed(2))]).toEqual([0.95, 0.85]);
  // As high on the picture as 0.95 of what is drawn from 0 to 1, and lowest where the rate is highest.
  const drawn = heights(line);
  expect(drawn[0]).toBeCloseTo(72 * (1 - 0.94 * 0.95) - 1, 1);
  expect(drawn.indexOf(Math.max(...drawn)) / drawn.length).toBeCloseTo(0.3, 1);
  // SGD has no momentum until it is given one, and the cosine moves none.
  expect(under('sgd')).toBeNull();
  expect(under('sgd', { momentum: 0.9 })).not.toBeNull();
});
