import { expect, test } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { askedEdit } from './askedEdit.ts';

const asked = (schedule: string) => askedEdit(createDocument('A'), { schedule });

test('a schedule is asked for by its name, with values of its own where they are given', () => {
  expect(asked('cosine')).toMatchObject({ schedule: { kind: 'cosine', values: { alpha: 0, lasts: null } } });
  expect(asked('stepDecay:every=2,factor=0.25')).toEqual({ schedule: { kind: 'stepDecay', values: { every: 2, factor: 0.25 } } });
  expect(asked('exponential:staircase=true')).toMatchObject({ schedule: { values: { rate: 0.1, staircase: true } } });
  expect(asked('plateau:metric=val_accuracy')).toMatchObject({ schedule: { values: { metric: 'val_accuracy' } } });
});

test('what is no schedule, or no value of it, is refused with what there is', () => {
  expect(() => asked('cosin')).toThrow(/^--schedule: unknown schedule "cosin": known are constant, cosine, /);
  expect(() => asked('stepDecay:after=2')).toThrow('--schedule: stepDecay takes every=X, factor=X, not "after=2".');
  expect(() => asked('constant:rate=2')).toThrow('--schedule: constant takes no values, not "rate=2".');
  expect(() => asked('stepDecay:factor=7')).toThrow(/^--schedule: stepDecay, factor: /);
});

test('a layer that is to be frozen and trained is refused: the last would have won', () => {
  expect(() => askedEdit(createDocument('A'), { freeze: 'one,two', train: 'two' })).toThrow('"two" cannot be frozen and trained at once');
});
