import { expect, test } from 'vitest';
import type { RunRow, SeriesRow } from '../../shared/ipc/rows.ts';
import { SeriesBuffer } from '../state/seriesBuffer.ts';
import { chartLines } from './chartLines.ts';
import { SmoothSeries } from './smoothSeries.ts';

const row: SeriesRow = { id: 1, run: 'a', name: 'loss', split: 'validation', head: '', unit: 'epoch' };
function linesOf(points: number, runs: readonly string[]) {
  const buffer = new SeriesBuffer();
  buffer.upsert(Array.from({ length: points }, (_, at): [number, number, number] => [(at + 1) * 10, at + 1, 1 / (at + 1)]));
  return chartLines({
    unit: 'batch',
    name: 'loss',
    runs: runs.map((id) => ({ run: { id } as RunRow, series: [{ row, buffer }] })),
    smoothing: 0,
    smooth: () => new SmoothSeries(),
  });
}

test('a line of one point is a dot, beside other runs too; a longer one has dots while it is short and alone', () => {
  expect(linesOf(1, ['a', 'b']).map(({ dots }) => dots)).toEqual([true, true]);
  expect(linesOf(2, ['a', 'b']).map(({ dots }) => dots)).toEqual([false, false]);
  expect(linesOf(2, ['a']).map(({ dots }) => dots)).toEqual([true]);
  expect(linesOf(60, ['a']).map(({ dots }) => dots)).toEqual([false]);
});

test('a training line over batches tells what the table has: the mean of the newest finished epoch', () => {
  const batches = new SeriesBuffer();
  batches.upsert([
    [1, 1, 4],
    [2, 1, 2],
    [3, 2, 1],
  ]);
  const epochs = new SeriesBuffer();
  const train = { ...row, split: 'train' } as const;
  const lines = () =>
    chartLines({
      unit: 'batch',
      name: 'loss',
      runs: [
        {
          run: { id: 'a' } as RunRow,
          series: [
            { row: { ...train, unit: 'batch' }, buffer: batches },
            { row: { ...train, id: 2 }, buffer: epochs },
          ],
        },
      ],
      smoothing: 0.9,
      smooth: () => new SmoothSeries(),
    });
  expect(lines().map(({ told }) => told)).toEqual([null]);
  epochs.upsert([[2, 1, 3]]);
  expect(lines().map(({ told }) => told)).toEqual([{ value: 3, epoch: 1 }]);
  expect(lines()[0]?.line.ys.at(-1)).not.toBe(3);
});
