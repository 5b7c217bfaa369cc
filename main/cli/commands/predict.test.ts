import { expect, test } from 'vitest';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import { makeRun } from '../../../shared/ipc/testing/makeRun.ts';
import { predictionWords } from './predict.ts';

/** Of each Output, what is said of one example; `target` as it is told. */
function said(outputs: readonly (readonly number[])[], own: { classes?: string[]; target?: string; passes?: number } = {}): string[] {
  const { classes = null, target, passes = 0 } = own;
  const words = predictionWords(
    {
      passes,
      seed: 0,
      drops: passes === 0 ? [] : ['dropout'],
      epoch: 1,
      step: 2,
      engine: 'cpu',
      heads: outputs.map((_, at) => ({ name: `head_${at}`, classes, right: null, rightByMean: null, spread: null })),
      examples: [
        {
          row: 7,
          targets: target === undefined ? [] : [{ name: 'class', words: target }],
          outputs: outputs.map((plain) => ({ plain: [...plain], mean: [...plain], deviation: plain.map(() => 0) })),
        },
      ],
    } as unknown as Predictions,
    makeRun({}),
  );
  return words.split('\n').slice(2);
}

test('columns that would say nothing are left out', () => {
  expect(said([[0.5]])).toEqual(['EXAMPLE   VALUE', '      7  0.5000']);
  expect(said([[0.5, 1]])).toEqual(['EXAMPLE  OUTPUT   VALUE', '      7  0       0.5000', '         1       1.0000']);
  expect(said([[0.5]], { target: '3' })).toEqual(['EXAMPLE  TARGET   VALUE', '      7  3       0.5000']);
  expect(said([[0.25, 0.75]], { classes: ['no', 'yes'], target: 'yes', passes: 2 })[0]).toBe(
    'EXAMPLE  TARGET  OUTPUT  WITHOUT    MEAN  DEVIATION',
  );
});
