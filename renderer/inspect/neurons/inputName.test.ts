import { expect, test } from 'vitest';
import { inputName } from './inputName.ts';

test('an input is called by its number, or by its place in the picture', () => {
  expect(inputName(0, null)).toBe('x₀');
  expect(inputName(783, null)).toBe('x₇₈₃');
  expect(inputName(29, [28, 28, 1])).toBe('row 1, column 1');
  expect(inputName(3 * 9 + 2, [8, 8, 3])).toBe('row 1, column 1, blue');
});
