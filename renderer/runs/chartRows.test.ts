import { expect, test } from 'vitest';
import { chartRows } from './chartRows.ts';

test('charts that have room share it; others stand in whole rows, the next of which is seen to be there', () => {
  expect(chartRows(3, 900, 240)).toEqual({ columns: 3, height: null });
  expect(chartRows(5, 900, 400)).toEqual({ columns: 3, height: null });
  expect(chartRows(5, 900, 240)).toEqual({ columns: 3, height: 210 });
  expect(chartRows(8, 600, 500)).toEqual({ columns: 2, height: 154 });
  expect(chartRows(2, 200, 100)).toEqual({ columns: 1, height: 150 });
});
