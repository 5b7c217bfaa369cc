import { expect, it } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { memoryAdvice, memoryWarning } from './memoryAdvice.ts';

function planOf(batchSize: number) {
  const built = buildPlan(findTemplate('mnist-cnn').build(), { batchSize });
  if ('problems' in built) throw new Error('the template has problems');
  return built.plan;
}

it('names the need, the largest layer, and a batch size that fits', () => {
  expect(memoryAdvice(planOf(8192), 4e9)).toMatch(
    /^It needs about 6\.\d GB, most of a batch's part for the layer conv2d\. With a batch size of 2048 it would need about 2\.\d GB\.$/,
  );
});

it('halves a batch that should have fitted', () => {
  expect(memoryAdvice(planOf(64), 64e9)).toMatch(/With a batch size of 32 /);
});

it('says when none would fit', () => {
  expect(memoryAdvice(planOf(64), 1e8)).toMatch(
    /No batch size would fit into the 100 MB that are free: use a smaller model, or close other programs\.$/,
  );
});

it('warns where more is forecast than is free, and only there', () => {
  expect(memoryWarning(planOf(8192), 4e9)).toMatch(
    /^This training is forecast to need more memory than the 4\.0 GB that are free\. It needs about 6\.\d GB, .* With a batch size of 2048 /,
  );
  expect(memoryWarning(planOf(8192), 8e9)).toBeNull();
});
