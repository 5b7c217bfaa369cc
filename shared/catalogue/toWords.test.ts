import { expect, test } from 'vitest';
import { toWords } from './toWords.ts';

test('puts names into words', () => {
  expect(toWords('kernelSize')).toBe('Kernel size');
  expect(toWords('val_loss')).toBe('Val loss');
});
