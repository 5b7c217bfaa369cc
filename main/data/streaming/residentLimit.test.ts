import { expect, test } from 'vitest';
import { residentLimit } from './residentLimit.ts';

test('data is held up to a part of what the machine has, and of what is free of it', () => {
  expect(residentLimit(12e9, 11e9)).toBe(2e9);
  expect(residentLimit(12e9, 3e9)).toBe(0.8e9);
  expect(residentLimit()).toBeGreaterThan(0);
});
