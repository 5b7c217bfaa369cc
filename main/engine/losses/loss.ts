import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TargetEncoding } from '../../../shared/catalogue/otherItems.ts';
import type { Values } from '../../../shared/catalogue/params.ts';
import { oneHot } from '../ops/oneHot.ts';
import type { Ops } from '../ops/ops.ts';

/** What a loss or a metric compares. All with the batch axis in front. */
export interface Compared {
  /** The head's output with its activation. */
  readonly prediction: Tensor;
  /** Before the activation, where the head ends in one that the loss folds in. */
  readonly logits: Tensor | null;
  /** index: int32 [batch]; oneHot: [batch, classes]; binary and values: the prediction's shape. */
  readonly target: Tensor;
  readonly encoding: TargetEncoding;
  readonly ops: Ops;
}

/** Gives one number an example, [batch]. */
export type Compare = (compared: Compared, values: Values) => Tensor;

/** Keras's epsilon: probabilities are kept this far from 0 and 1 before a logarithm. */
export const epsilon = 1e-7;
export const clipProbability = (p: Tensor): Tensor => tf.clipByValue(p, epsilon, 1 - epsilon);

/** The target as numbers of the prediction's shape: classes become one-hot rows. */
export function targetLike({ prediction, target, encoding }: Compared): Tensor {
  if (encoding === 'index') return oneHot(target, prediction.shape.at(-1) ?? 1);
  return target.shape.length === prediction.shape.length ? target : tf.reshape(target, prediction.shape);
}

/** A parameter of a loss that is a number; the parser has checked it. */
export const numberOf = (values: Values, name: string): number => Number(values[name] ?? 0);

/** Targets of which a share is spread evenly over `classes`. */
export const smoothed = (target: Tensor, share: number, classes: number): Tensor =>
  share === 0 ? target : tf.add(tf.mul(target, 1 - share), share / classes);

/** How far each number of the prediction is from its target. */
export const errorOf = (compared: Compared): Tensor => tf.sub(compared.prediction, targetLike(compared));

/** Sum over everything but the batch axis. */
export function sumOverExample(x: Tensor): Tensor {
  const axes = x.shape.slice(1).map((_, axis) => axis + 1);
  return axes.length === 0 ? x : tf.sum(x, axes);
}

/** Mean over everything but the batch axis. */
export function meanOverExample(x: Tensor): Tensor {
  const axes = x.shape.slice(1).map((_, axis) => axis + 1);
  return axes.length === 0 ? x : tf.mean(x, axes);
}
