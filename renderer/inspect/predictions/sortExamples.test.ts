import { expect, test } from 'vitest';
import type { Predictions } from '../../../shared/ipc/predictions.ts';
import { isWrong, saidClass, sortExamples } from './sortExamples.ts';

const head = { name: 'out', shape: [3], classes: ['a', 'b', 'c'], right: 0, rightByMean: 0, spread: 0 };
const example = (row: number, target: string, plain: number[], mean: number[], deviation: number[]) => ({
  row,
  targets: [{ name: 'class', words: target }],
  outputs: [{ plain, mean, deviation }],
});
const said: Predictions = {
  run: 'r',
  step: 1,
  epoch: 1,
  engine: 'cpu',
  passes: 5,
  seed: 0,
  drops: ['dropout'],
  split: 'validation',
  heads: [head],
  examples: [
    example(4, 'a', [0.8, 0.1, 0.1], [0.6, 0.3, 0.1], [0.1, 0.1, 0.1]),
    example(7, 'c', [0.1, 0.2, 0.7], [0.1, 0.5, 0.4], [0.2, 0.3, 0.3]),
    example(9, 'b', [0.1, 0.9, 0], [0.2, 0.8, 0], [0, 0.1, 0]),
  ],
};
const rows = (order: 'given' | 'wrong' | 'spread') => sortExamples(said, 0, order).map(({ row }) => row);

test('the mean of the passes says the class, and examples are ordered by what is wrong or how far they spread', () => {
  expect(said.examples.map(({ outputs: [output] }) => output && saidClass(head, output))).toEqual(['a', 'b', 'b']);
  expect(said.examples.map((own) => isWrong(said, 0, own))).toEqual([false, true, false]);
  expect(rows('given')).toEqual([4, 7, 9]);
  expect(rows('wrong')).toEqual([7, 4, 9]);
  expect(rows('spread')).toEqual([7, 4, 9]);
});

test('one number tells two classes apart, and without classes nothing is wrong', () => {
  const two = { ...head, classes: ['no', 'yes'] };
  expect(saidClass(two, { plain: [0.6], mean: [], deviation: [] })).toBe('yes');
  expect(saidClass(two, { plain: [0.6], mean: [0.4], deviation: [0.1] })).toBe('no');
  const free: Predictions = { ...said, heads: [{ ...head, classes: null }] };
  expect(isWrong(free, 0, said.examples[1]!)).toBeNull();
});
