import { expect, test } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { findDense } from './findDense.ts';
import { pictureBefore } from './pictureBefore.ts';

function planOf(id: string) {
  const built = buildPlan(findTemplate(id).build());
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

test('a layer is found by name, id or layerId, and what is none is told with those that are', () => {
  const plan = planOf('mnist-cnn');
  const dense = plan.layers.find(({ name }) => name === 'dense');
  for (const name of ['dense', dense?.id ?? '', dense?.layerId ?? '']) expect(findDense(plan, name)).toEqual({ layer: dense, units: 10 });
  expect(findDense(plan, 'flatten')).toEqual({ problem: '"flatten" is a Flatten and no Dense layer: its Dense layers are dense' });
  expect(findDense(plan, 'dense_9')).toEqual({
    problem: 'it was trained without a layer "dense_9": its Dense layers are dense',
    missing: true,
  });
});

test('what a convolution gives is no picture of pixels any more', () => {
  const [cnn, mlp] = [planOf('mnist-cnn'), planOf('mnist-mlp')];
  const before = (plan: typeof cnn) => plan.layers.find(({ kind }) => kind === 'dense')?.inputs['x']?.[0] ?? { layer: '', port: '' };
  expect(pictureBefore(mlp, before(mlp))).toEqual([28, 28, 1]);
  expect(pictureBefore(cnn, before(cnn))).toBeNull();
  const xor = planOf('xor');
  expect(pictureBefore(xor, before(xor))).toBeNull();
});
