import { expect, test } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { batchWords } from './batchWords.ts';
import { buildPlan } from './buildPlan.ts';
import { expectedExamples, expectedSteps } from './expectedSteps.ts';
import { forecastMemory } from './forecastMemory.ts';

test('a batch size is told by what an epoch becomes', () => {
  expect(batchWords(32, 800)).toBe('An epoch goes once through 800 examples: 25 steps of 32 examples.');
  expect(batchWords(128, 800)).toBe('An epoch goes once through 800 examples: 7 steps of 128 examples, the last of 32.');
  expect(batchWords(800, 800)).toBe('Full-batch gradient descent: every step takes all 800 examples, one step an epoch.');
  expect(batchWords(99_999_999, 800)).toBe(batchWords(800, 800));
});

test('the examples of an epoch are those that are left to train on', () => {
  const document = findTemplate('xor').build();
  expect(expectedExamples(document)).toBe(800);
  expect(expectedExamples(document, 100)).toBe(100);
  expect(expectedSteps(document)).toBe(25);
});

test('a batch that is larger than the training set takes the memory of the training set', () => {
  const forecast = (batchSize: number) => {
    const built = buildPlan(findTemplate('xor').build(), { batchSize });
    return 'plan' in built ? forecastMemory(built.plan)?.batch : null;
  };
  expect(forecast(99_999_999)).toBe(forecast(800));
  expect(forecast(400)).toBeLessThan(forecast(800) ?? 0);
});
