import { expect, test } from 'vitest';
import { findTemplate } from '../templates/index.ts';
import { buildPlan } from './buildPlan.ts';
import { watchRows } from './watchRows.ts';

function headsOf(template: string): readonly string[] {
  const built = buildPlan(findTemplate(template).build());
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return watchRows({ ...built.plan, watched: [{ kind: 'gradientNorm', values: {} }] }).map(({ head }) => head);
}

test('a layer that stands in the model several times is watched once', () => {
  expect(headsOf('ring-gan')).toEqual([
    'generator_dense',
    'generator_dense_1',
    'generator_made',
    'judge_dense',
    'judge_dense_1',
    'judge_score',
  ]);
});

test('of a repeat its first and its last copy are watched besides the whole', () => {
  expect(headsOf('very-deep-cnn').filter((head) => head.startsWith('Deep'))).toEqual([
    'Deep_stack',
    'Deep_stack copy 1',
    'Deep_stack copy 50',
  ]);
});
