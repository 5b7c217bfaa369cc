import { expect, test } from 'vitest';
import { curve } from './findRate.ts';

test('the curve is a row for each few steps, its bars as long as the loss, with the proposal and the present rate marked', () => {
  const points = Array.from({ length: 60 }, (_, at): [number, number] => [10 ** (-6 + at / 10), at < 40 ? 2 - at / 40 : 1 + (at - 39)]);
  const lines = curve({ points, proposed: 1e-3 }, 1e-5).split('\n');
  expect(lines).toHaveLength(22);
  expect(lines[0]).toMatch(/^ +RATE +LOSS$/);
  const bars = lines.slice(1).map((line) => line.match(/▇/gu)?.length ?? 0);
  expect(bars[13]).toBe(Math.min(...bars));
  // A loss that explodes is as long as the longest, and no longer.
  expect(bars.at(-1)).toBe(40);
  expect(lines.filter((line) => line.includes('proposed')).map((line) => line.trim().split(/\s+/)[0])).toEqual(['1.0e-3']);
  expect(lines.filter((line) => line.includes('◂ now')).map((line) => line.trim().split(/\s+/)[0])).toEqual(['7.9e-6']);
});
