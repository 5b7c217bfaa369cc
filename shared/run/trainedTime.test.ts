import { expect, it } from 'vitest';
import { trainedTime } from './trainedTime.ts';

it('counts on while a run trains, and stands still while it does not', () => {
  const run = { started: 1000, trained: 500, trainedAt: 2000 };
  expect(trainedTime(run, 2300)).toBe(800);
  expect(trainedTime({ ...run, trainedAt: null }, 2300)).toBe(500);
  // The clock of another machine may be behind.
  expect(trainedTime(run, 1900)).toBe(500);
  expect(trainedTime({ started: null, trained: 0, trainedAt: null }, 2300)).toBeNull();
});
