import { expect, it } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { checkSplit } from './checkSplit.ts';

it('finds that nothing is left to train on', () => {
  const iris = findTemplate('iris-mlp').build();
  const held = (data: Readonly<Record<string, unknown>>) => checkSplit({ ...iris, data: { ...iris.data, ...data } as typeof iris.data });
  expect(checkSplit(iris)).toEqual([]);
  expect(held({ testSize: 0.9, validationSize: 0.05 })).toEqual([]);
  expect(held({ testSize: 0.9, validationSize: 0.2 })).toEqual([
    {
      severity: 'error',
      section: 'data',
      param: 'testSize',
      message: 'validation and test hold out 165 of 150 examples: nothing is left to train on; make them smaller',
    },
  ]);
  // MNIST brings its own test set.
  const digits = findTemplate('mnist-mlp').build();
  expect(checkSplit({ ...digits, data: { ...digits.data, testSize: 0.9, validationSize: 0.2 } })).toEqual([]);
});
