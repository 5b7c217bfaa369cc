import { twoSpirals as dataset } from '../../../shared/catalogue/datasets/twoSpirals.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

/** Points of two arms, the second turned by half a turn against the first; radius and angle grow together. */
export const twoSpirals = defineSource(dataset, async ({ count, turns, noise, seed }) => {
  const random = randomSource(seed, 'data/twoSpirals');
  const point = new Float32Array(2 * count);
  const spiral = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const arm = row % 2;
    // The root spreads the points evenly along the arm, which is longer outside.
    const along = Math.sqrt(random.uniform());
    const angle = 2 * Math.PI * turns * along + Math.PI * arm;
    spiral[row] = arm;
    point[2 * row] = along * Math.cos(angle) + noise * random.normal();
    point[2 * row + 1] = along * Math.sin(angle) + noise * random.normal();
  }
  return { rows: count, train: count, numbers: { point, spiral } };
});
