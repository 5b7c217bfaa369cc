import * as tf from '@tensorflow/tfjs-core';
import { clipGradients } from '../optimizers/clipGradients.ts';
import type { Values } from '../../../shared/catalogue/params.ts';

const norm = (numbers: readonly number[]): number => Math.hypot(...numbers);
const gradients: Readonly<Record<string, readonly number[]>> = { long: [3, -4, 0.1], short: [0.2, -0.1], zero: [0, 0] };
const all = norm(Object.values(gradients).flat());

/** What each way makes of a gradient, in words of plain numbers. */
export const clippingWays: readonly (readonly [Values, (own: readonly number[]) => readonly number[]])[] = [
  [{ clipvalue: 0.5 }, (own) => own.map((g) => Math.max(-0.5, Math.min(0.5, g)))],
  [{ clipnorm: 2 }, (own) => own.map((g) => (norm(own) > 2 ? (g * 2) / norm(own) : g))],
  [{ globalClipnorm: 2 }, (own) => own.map((g) => (g * 2) / all)],
  [{ globalClipnorm: 7 }, (own) => own],
  [{}, (own) => own],
];

/** All gradients clipped on the current engine, one after the other. */
export async function clipped(values: Values): Promise<number[]> {
  const tensors = tf.tidy(() => {
    const own = new Map(Object.entries(gradients).map(([key, numbers]) => [key, tf.tensor1d([...numbers])]));
    return [...clipGradients(own, { kind: 'sgd', values }).values()];
  });
  const numbers = await Promise.all(tensors.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return numbers.flatMap((own) => [...own]);
}
/** The same in plain numbers. */
export const clippedPlainly = (plain: (own: readonly number[]) => readonly number[]): number[] => Object.values(gradients).flatMap(plain);
