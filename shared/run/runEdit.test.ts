import { expect, it } from 'vitest';
import { editedRate, editWords, mergeEdits, refuseEdit } from './runEdit.ts';

it('a rate of a phase counts before that of all; one for all that comes later counts for every phase', () => {
  const [all, judge] = [{ learningRate: 0.01 }, { rates: { judge: 0.002 } }];
  const first = mergeEdits([all, judge, { rates: { generator: 0.003 } }]);
  expect(['judge', 'generator', 'other'].map((phase) => editedRate(first, phase))).toEqual([0.002, 0.003, 0.01]);
  const then = mergeEdits([judge, all]);
  expect(then).toEqual(all);
  expect(editedRate(mergeEdits([judge, {}]), 'generator')).toBeUndefined();
});

it('is told in words, and refused for a phase that the run has not', () => {
  expect(editWords({ rates: { judge: 0.0002 } }, 1200)).toBe('Changed at step 1,200: learning rate of judge 0.0002.');
  expect(refuseEdit({ rates: { judge: 0.1 } }, ['judge', 'generator'])).toBeNull();
  expect(refuseEdit({ rates: { jury: 0.1 } }, ['judge', 'generator'])).toBe(
    'The run has no phase "jury": its phases are judge, generator.',
  );
  expect(refuseEdit({ rates: { judge: 0.1 } }, ['train'])).toMatch(/it has a single one, and one learning rate/);
  expect(refuseEdit({ rates: {} }, ['train'])).toMatch(/^Nothing is changed/);
});
