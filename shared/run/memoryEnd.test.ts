import { expect, test } from 'vitest';
import { fitsWords, memoryEnd, smallerBatch } from './memoryEnd.ts';

test('a run that ended for lack of memory is known, with the batch that would fit', () => {
  const reason = `The training process ran out of memory: use ${smallerBatch}. It needs about 6 GB. ${fitsWords(2048, '2.1 GB')}`;
  expect(memoryEnd({ state: 'interrupted', reason })).toEqual({ fits: 2048 });
  expect(memoryEnd({ state: 'failed', reason: `Not enough memory: try ${smallerBatch} (OOM)` })).toEqual({ fits: null });
  expect(memoryEnd({ state: 'running', reason })).toBeNull();
  expect(memoryEnd({ state: 'interrupted', reason: 'The system ended it.' })).toBeNull();
  expect(memoryEnd({ state: 'interrupted', reason: null })).toBeNull();
});
