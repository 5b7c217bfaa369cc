import { xor as dataset } from '../../../shared/catalogue/datasets/xor.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

/** Points of the square -1..1; class 1 where the signs differ; noise after the class is known. */
export const xor = defineSource(dataset, async ({ count, noise, seed }) => {
  const random = randomSource(seed, 'data/xor');
  const point = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    labels[row] = x * y < 0 ? 1 : 0;
    point[2 * row] = x + noise * random.normal();
    point[2 * row + 1] = y + noise * random.normal();
  }
  return { rows: count, train: count, numbers: { point, class: labels } };
});
