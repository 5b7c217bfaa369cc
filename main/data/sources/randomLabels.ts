import { classes, features, randomLabels as dataset } from '../../../shared/catalogue/datasets/randomLabels.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

/** Normally distributed numbers, and classes drawn by themselves. */
export const randomLabels = defineSource(dataset, async ({ count, seed }) => {
  const random = randomSource(seed, 'data/randomLabels');
  const numbers = Float32Array.from({ length: features * count }, () => random.normal());
  const labels = Int32Array.from({ length: count }, () => Math.floor(random.uniform() * classes));
  return { rows: count, train: count, numbers: { features: numbers, class: labels } };
});
