import { friedman as dataset } from '../../../shared/catalogue/datasets/friedman.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

export const friedman = defineSource(dataset, async ({ count, noise, seed }) => {
  const random = randomSource(seed, 'data/friedman');
  const features = new Float32Array(10 * count);
  const y = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const x = Array.from({ length: 10 }, () => random.uniform());
    features.set(x, 10 * row);
    const [x1 = 0, x2 = 0, x3 = 0, x4 = 0, x5 = 0] = x;
    y[row] = 10 * Math.sin(Math.PI * x1 * x2) + 20 * (x3 - 0.5) ** 2 + 10 * x4 + 5 * x5 + noise * random.normal();
  }
  return { rows: count, train: count, numbers: { features, y } };
});
