import { ring as dataset } from '../../../shared/catalogue/datasets/ring.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

const heaps = 8;

/** Heaps of normally distributed points, all alike, around eight places on the unit circle. */
export const ring = defineSource(dataset, async ({ examples, spread, seed }) => {
  const random = randomSource(seed, 'data/ring');
  const point = new Float32Array(2 * examples);
  const heap = new Int32Array(examples);
  for (let row = 0; row < examples; row++) {
    const place = row % heaps;
    const angle = (2 * Math.PI * place) / heaps;
    heap[row] = place;
    point[2 * row] = Math.cos(angle) + spread * random.normal();
    point[2 * row + 1] = Math.sin(angle) + spread * random.normal();
  }
  return { rows: examples, train: examples, numbers: { point, heap } };
});
