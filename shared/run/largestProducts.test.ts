import { expect, test } from 'vitest';
import { largestProducts } from './largestProducts.ts';

test('the products of largest size come first, those of equal size as they stand, and the rest is told by its sum', () => {
  const { largest, more, rest } = largestProducts([1, -2, 3, 0, 0.5], [2, 4, -1, 9, -4], 2);
  expect(largest).toEqual([
    { at: 1, input: -2, weight: 4, product: -8 },
    { at: 2, input: 3, weight: -1, product: -3 },
  ]);
  expect([more, rest]).toEqual([3, 0]);
  expect(largestProducts([1, -1], [1, 1], 5)).toMatchObject({ largest: [{ at: 0 }, { at: 1 }], more: 0, rest: 0 });
});
