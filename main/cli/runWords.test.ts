import { expect, test } from 'vitest';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { runWords } from './runWords.ts';

test('a change of a run is told once, whether how it stands says it already or not', () => {
  const edits = [
    { step: 40, edit: { learningRate: 0.1 } },
    { step: 80, edit: { learningRate: 0.01 } },
  ];
  const said = 'Changed at step 40: learning rate 0.1. Changed at step 80: learning rate 0.01.';
  for (const reason of [null, 'Changed at step 80: learning rate 0.01.', `Stopped by the user. ${said}`]) {
    const words = runWords(makeRun({ state: 'paused', reason, edits }), null);
    expect(words.match(/Changed at step \d+/g)?.toSorted()).toEqual(['Changed at step 40', 'Changed at step 80']);
  }
});
