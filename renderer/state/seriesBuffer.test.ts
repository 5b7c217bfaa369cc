import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '../../shared/ipc/rows.ts';
import { SeriesBuffer } from './seriesBuffer.ts';

const rows = (buffer: SeriesBuffer): Point[] =>
  Array.from({ length: buffer.length }, (_, at): Point => [buffer.steps[at] ?? NaN, buffer.epochs[at] ?? NaN, buffer.values[at] ?? NaN]);

describe('points of a line', () => {
  it('equal a map from step to point, in whatever order and however often they come', () => {
    const operation = fc.oneof(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(5), fc.nat(1000)), { maxLength: 12 }),
      fc.integer({ min: 0, max: 60 }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        const buffer = new SeriesBuffer();
        const expected = new Map<number, Point>();
        for (const points of operations) {
          if (typeof points === 'number') {
            buffer.removeAfter(points);
            for (const step of expected.keys()) if (step > points) expected.delete(step);
          } else {
            buffer.upsert(points);
            for (const point of points) expected.set(point[0], point);
          }
        }
        expect(rows(buffer)).toEqual([...expected.values()].toSorted((a, b) => a[0] - b[0]));
      }),
      { numRuns: 500 },
    );
  });

  it('grows', () => {
    const buffer = new SeriesBuffer();
    buffer.upsert(Array.from({ length: 5000 }, (_, at): Point => [at + 1, 1, at]));
    expect(buffer.length).toBe(5000);
    expect(buffer.values[4999]).toBe(4999);
    expect(buffer.generation).toBe(0);
  });
});
