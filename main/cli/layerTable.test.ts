import { expect, test } from 'vitest';
import type { RunLine } from '../../shared/run/doctor/rule.ts';
import { layerTable, layerValues } from './layerTable.ts';

const line = (name: string, head: string, values: readonly number[], own: Partial<RunLine> = {}): RunLine => ({
  name,
  head,
  split: 'train',
  unit: 'epoch',
  points: values.map((value, at) => [at + 1, at + 1, value] as const),
  ...own,
});
const lines = [
  line('loss', '', [2, 1, 0.5]),
  line('gradientNorm', 'dense', [1, 0.1, 0.01]),
  line('gradientNorm', 'dense_1', [1, 1, 1]),
  line('saturation', 'dense', [0, 0.5, 1]),
];

test('each layer has a row: the newest value, and how it went', () => {
  expect(
    layerTable(lines)
      ?.split('\n')
      .map((row) => row.split(/ {2,}/)),
  ).toEqual([
    ['LAYER', 'GRADIENT NORM', 'SATURATED UNITS'],
    ['dense', '0.0100', '█▅▁', '100.0 %', '▁▅█'],
    ['dense_1', '1.0000', '▁▁▁'],
  ]);
  expect([...layerValues(lines)]).toEqual([
    ['dense', { gradientNorm: 0.01, saturation: 1 }],
    ['dense_1', { gradientNorm: 1 }],
  ]);
});

test('a course of many epochs is as long as a short word, and nothing is told where nothing was watched', () => {
  const many =
    layerTable([
      line(
        'weightNorm',
        'dense',
        Array.from({ length: 1000 }, (_, at) => at + 1),
      ),
    ])?.split('\n')[1] ?? '';
  expect(many.match(/[▁▂▃▄▅▆▇█]/gu)?.length).toBeLessThanOrEqual(17);
  expect(layerTable([line('loss', '', [1])])).toBeNull();
});
