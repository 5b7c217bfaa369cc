import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { drawUniforms } from '../eagerModel.ts';
import { onEngine } from '../testing/testEngines.ts';
import { normals } from './normals.ts';

it('are those of Box and Muller, with mean 0 and deviation 1', async () => {
  const count = 20_000;
  const draw = (stream: string): Float32Array => drawUniforms(5, stream, { epoch: 1, step: 2 }, [count]);
  await onEngine('cpu', async () => {
    const drawn = tf.tidy(() => normals('noise', [count], { random: (stream) => tf.tensor(draw(stream)) }, null).dataSync());
    const [radius, angle] = [draw('noise/radius'), draw('noise/angle')];
    const plain = Array.from(radius, (u, at) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * (angle[at] ?? 0)));
    expect(Math.max(...plain.map((value, at) => Math.abs(value - (drawn[at] ?? Number.NaN))))).toBeLessThan(1e-5);
    const mean = plain.reduce((sum, value) => sum + value, 0) / count;
    expect(mean).toBeCloseTo(0, 1);
    expect(plain.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count).toBeCloseTo(1, 1);
  });
});
