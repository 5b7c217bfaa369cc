import { steps, waves as dataset } from '../../../shared/catalogue/datasets/waves.ts';
import { randomSource } from '../../../shared/random/stream.ts';
import { defineSource } from './source.ts';

export const waves = defineSource(dataset, async ({ count, noise, seed }) => {
  const random = randomSource(seed, 'data/waves');
  const before = new Float32Array(steps * count);
  const next = new Float32Array(count);
  for (let row = 0; row < count; row++) {
    const between = (low: number, high: number): number => low + (high - low) * random.uniform();
    const [slow, fast] = [between(0.1, 0.3), between(0.5, 0.9)];
    const [first, second] = [between(0, 2 * Math.PI), between(0, 2 * Math.PI)];
    const at = (step: number): number => Math.sin(slow * step + first) + 0.5 * Math.sin(fast * step + second) + noise * random.normal();
    for (let step = 0; step < steps; step++) before[row * steps + step] = at(step);
    next[row] = at(steps);
  }
  return { rows: count, train: count, numbers: { before, next } };
});
