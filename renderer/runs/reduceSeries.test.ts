import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../shared/ipc/rows.ts';
import { SeriesBuffer } from '../state/seriesBuffer.ts';
import { bucketSize, joinLines, nearest, reduceSeries } from './reduceSeries.ts';
import { SmoothSeries } from './smoothSeries.ts';

const line = (ys: readonly number[]) => ({ xs: ys.map((_, at) => at + 1), ys, length: ys.length });

describe('drawing long lines together', () => {
  it('keeps short lines as they are', () => {
    expect(bucketSize(1000, 1000)).toBe(1);
    expect(reduceSeries(line([3, 1, 2]), 1)).toEqual({ xs: [1, 2, 3], ys: [3, 1, 2], low: [3, 1, 2], high: [3, 1, 2] });
  });

  it('bounds and averages each bucket, and lets no extreme get lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 300 }),
        fc.constantFrom(1, 2, 8, 64),
        (ys, size) => {
          const reduced = reduceSeries(line(ys), size);
          expect(reduced.xs).toHaveLength(Math.ceil(ys.length / size));
          expect(Math.max(...reduced.high)).toBe(Math.max(...ys));
          expect(Math.min(...reduced.low)).toBe(Math.min(...ys));
          expect(reduced.xs.at(-1)).toBe(ys.length);
          const mean = ys.slice(0, size).reduce((a, b) => a + b, 0) / Math.min(size, ys.length);
          expect(reduced.ys[0]).toBeCloseTo(mean, 9);
        },
      ),
    );
  });

  it('leaves finished buckets where they are while a line grows', () => {
    const ys = Array.from({ length: 100 }, (_, at) => Math.sin(at));
    const before = reduceSeries(line(ys.slice(0, 70)), 8);
    const after = reduceSeries(line(ys), 8);
    expect(after.xs.slice(0, 8)).toEqual(before.xs.slice(0, 8));
    expect(after.ys.slice(0, 8)).toEqual(before.ys.slice(0, 8));
    expect(bucketSize(5000, 1000)).toBe(8);
  });

  it('passes over what is no number', () => {
    expect(reduceSeries(line([1, Number.NaN, 3, Number.POSITIVE_INFINITY]), 2)).toEqual({
      xs: [2, 4],
      ys: [1, 3],
      low: [1, 3],
      high: [1, 3],
    });
    expect(reduceSeries(line([Number.NaN]), 1).xs).toEqual([]);
  });

  it('joins lines over one axis', () => {
    const joined = joinLines([
      { xs: [1, 2, 4], ys: [10, 20, 40] },
      { xs: [2, 3], ys: [200, 300] },
    ]);
    expect(joined).toEqual([
      [1, 2, 3, 4],
      [10, 20, null, 40],
      [null, 200, 300, null],
    ]);
  });

  it('finds the nearest point', () => {
    expect(nearest([], 3)).toBe(-1);
    expect([0, 1.4, 1.6, 99].map((x) => nearest([1, 2, 8], x))).toEqual([0, 0, 1, 2]);
  });
});

describe('smoothing', () => {
  const plain = (ys: readonly number[], weight: number): number[] => {
    let mean = 0;
    return ys.map((y, at) => {
      mean = weight * mean + (1 - weight) * y;
      return mean / (1 - weight ** (at + 1));
    });
  };

  it('equals the formula, however the line came', () => {
    const ys = Array.from({ length: 600 }, (_, at) => Math.cos(at) + at / 100);
    const buffer = new SeriesBuffer();
    const smooth = new SmoothSeries();
    for (let at = 0; at < ys.length; at += 37) {
      buffer.upsert(ys.slice(at, at + 37).map((y, offset): Point => [at + offset + 1, 1, y]));
      smooth.update(buffer, 0.9);
    }
    const smoothed = [...smooth.update(buffer, 0.9).slice(0, ys.length)];
    plain(ys, 0.9).forEach((y, at) => expect(smoothed[at]).toBeCloseTo(y, 9));
    expect([...smooth.update(buffer, 0).slice(0, ys.length)]).toEqual(ys);
  });

  it('begins anew after a run went back', () => {
    const buffer = new SeriesBuffer();
    const smooth = new SmoothSeries();
    buffer.upsert([
      [1, 1, 1],
      [2, 1, 5],
      [3, 1, 9],
    ]);
    smooth.update(buffer, 0.5);
    buffer.removeAfter(1);
    buffer.upsert([[2, 1, 3]]);
    expect([...smooth.update(buffer, 0.5).slice(0, 2)]).toEqual(plain([1, 3], 0.5));
  });
});
