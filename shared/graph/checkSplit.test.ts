import { expect, it } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { heldOutWords } from '../catalogue/heldOut.ts';
import { checkSplit } from './checkSplit.ts';

it('finds a size that is neither a share nor a number of examples', () => {
  const iris = findTemplate('iris-mlp').build();
  const held = (validationSize: number) => checkSplit({ ...iris, data: { ...iris.data, validationSize } });
  expect(held(1.5)).toMatchObject([
    {
      severity: 'error',
      param: 'validationSize',
      message: '1.5 is neither a share of the examples (below 1) nor a number of them (whole): write 2, or 0.015 for 1.5 %',
    },
  ]);
  expect([...held(0.5), ...held(1), ...held(50)]).toEqual([]);
});

it('says of a size which of the two it is', () => {
  expect(heldOutWords(0.2, 150)).toBe('0.2 is a share: 30 of 150 examples.');
  expect(heldOutWords(5000, 60_000)).toBe('5,000 is a number of examples: 8.3 % of 60,000 examples.');
  expect(heldOutWords(1, 150)).toBe('1 is a number of examples: 0.67 % of 150 examples.');
  expect(heldOutWords(0, 150)).toBeNull();
});

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
