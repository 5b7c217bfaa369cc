import { expect, test } from 'vitest';
import { findBlock } from './index.ts';
import { parseValues } from './parseValues.ts';
import { plural } from './plural.ts';

test('one is one, the rest are many, in groups of three digits', () => {
  expect([plural(1, 'unit'), plural(0, 'run'), plural(1234, 'block'), plural(2, 'axis', 'axes')]).toEqual([
    '1 unit',
    '0 runs',
    '1,234 blocks',
    '2 axes',
  ]);
});

test.each([
  ['dense', { units: 1 }, '1 unit'],
  ['dense', { units: 2 }, '2 units'],
  ['conv2d', { filters: 1 }, '1 filter, 3×3'],
] as const)('the face of %s with %j', (kind, values, face) => {
  const block = findBlock(kind);
  expect(block.face?.(parseValues(block.params, values).values)).toBe(face);
});
