import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, halfPlane, type Point } from './halfPlane.ts';

const box = { low: [-1, -1], high: [1, 1] } as const;
const area = (corners: readonly Point[]): number =>
  corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [0, 0];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

test('the positive side is cut off where w·x + b is 0', () => {
  const { positive, line } = halfPlane([2, 0], -1, box);
  expect(line).toEqual([
    [0.5, -1],
    [0.5, 1],
  ]);
  expect(area(positive)).toBeCloseTo(1);
  expect(halfPlane([1, 1], 5, box)).toEqual({
    positive: [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ],
    line: null,
  });
  expect(halfPlane([1, 1], -5, box)).toEqual({ positive: [], line: null });
});

test('for any weights, the line lies on 0 and no corner of the positive side below it', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  fc.assert(
    fc.property(number, number, number, (first, second, bias) => {
      const { positive, line } = halfPlane([first, second], bias, box);
      const value = ([x, y]: Point): number => first * x + second * y + bias;
      for (const corner of positive) expect(value(corner)).toBeGreaterThanOrEqual(-1e-9);
      for (const end of line ?? []) expect(value(end)).toBeCloseTo(0);
      // The other side is what the opposite numbers cut off.
      expect(area(positive) + area(halfPlane([-first, -second], -bias, box).positive)).toBeCloseTo(value([0, 0]) === 0 && !line ? 8 : 4);
    }),
  );
});

test('a box holds all points with a margin, and is a square', () => {
  expect(
    boxAround([
      [0, 0],
      [10, 4],
    ]),
  ).toEqual({ low: [-0.5, -3.5], high: [10.5, 7.5] });
  expect(boxAround([[4, 3]])).toEqual({ low: [4 - 1.1, 3 - 1.1], high: [4 + 1.1, 3 + 1.1] });
  expect(boxAround([])).toEqual(box);
});
