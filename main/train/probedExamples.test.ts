import { expect, it } from 'vitest';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { buildPlan, type PlanOverrides } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { probedExamples } from './probedExamples.ts';

function probed(document: ProjectDocument, overrides: PlanOverrides): number {
  const built = buildPlan(document, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return probedExamples(built.plan);
}

it('watches as many examples in small batches as in large ones, which would take as long as a step each', () => {
  expect(probed(findTemplate('xor').build(), { batchSize: 1 })).toBe(128);
  expect(probed(findTemplate('mnist-cnn').build(), { batchSize: 512 })).toBe(128);
});

it('takes no more memory than training where a model is large', () => {
  const wide = testDocument(
    {
      in: ['input', { column: 'image' }],
      conv: ['conv2d', { filters: 512, padding: 'same' }],
      flat: ['globalAveragePooling2d'],
      out: ['dense', { units: 10, activation: 'softmax' }],
      head: ['output'],
    },
    ['in -> conv', 'conv -> flat', 'flat -> out', 'out -> head'],
  );
  expect(probed(wide, { batchSize: 4 })).toBe(4);
});
