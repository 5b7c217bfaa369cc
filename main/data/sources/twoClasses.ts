import { twoClasses as dataset } from '../../../shared/catalogue/datasets/twoClasses.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

/** A straight part of seven features, three products of two, and noise; the other features say nothing. */
export const twoClasses = defineSource(dataset, async ({ count, noise, seed }) => {
  const random = randomSource(seed, 'data/twoClasses');
  const features = new Float32Array(21 * count);
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const x = Array.from({ length: 21 }, () => random.normal());
    features.set(x, 21 * row);
    const at = (place: number): number => x[place] ?? 0;
    const straight = Array.from({ length: 7 }, (_, place) => (place % 2 === 0 ? 1 : -1) * at(place)).reduce((a, b) => a + b, 0);
    const curved = 1.5 * (at(7) * at(8) + at(9) * at(10) - at(11) * at(12));
    labels[row] = straight + curved + noise * random.normal() > 0 ? 1 : 0;
  }
  return { rows: count, train: count, numbers: { features, class: labels } };
});
