import { expect, test } from 'vitest';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { testChoices, testWords } from './testWords.ts';

test('the best weights can be tested where they were kept, once training has ended', () => {
  const ended = makeRun({ state: 'finished', hasCheckpoint: true, testExamples: 10, epoch: 3 });
  expect(testChoices(ended)).toEqual([{ weights: 'newest', title: 'Test', open: true }]);
  expect(testChoices({ ...ended, bestEpoch: 2 }).map(({ weights, title }) => `${weights}: ${title}`)).toEqual([
    'best: Test the best weights (epoch 2)',
    'newest: Test the newest weights (epoch 3)',
  ]);
  expect(testChoices({ ...ended, state: 'paused', bestEpoch: 2 }).every(({ open }) => !open)).toBe(true);
  expect(testChoices({ ...ended, testExamples: 0 })).toMatchObject([{ open: false }]);
});

test('a look at the test set is told with its weights, and a second one with what it spoils', () => {
  const look = { time: 0, step: 30, epoch: 3, weights: 'best' } as const;
  expect(testWords({ tests: [] })).toBe('');
  expect(testWords({ tests: [look] })).toMatch(/with the best weights, of epoch 3\.$/);
  expect(testWords({ tests: [look, look] })).toMatch(/Looked at 2 times/);
});
