import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { masking as block } from '../../../shared/catalogue/blocks/masking.ts';
import { defineLowering, one } from './lowering.ts';

export const masking = defineLowering(block, (inputs, _weights, { maskValue }, { setMask }) => {
  const x = one(inputs);
  const mask = stepsOf(maskValue)(x);
  setMask?.(mask);
  return { y: tf.mul(x, tf.expandDims(mask, -1)) };
});

/** 1 where a number of a step differs from `maskValue`, else 0 [batch, steps]; no gradient goes through it. */
const stepsOf = (maskValue: number): ((x: Tensor) => Tensor) =>
  tf.customGrad((...args) => {
    const [x] = args as [Tensor];
    const shape = x.shape.slice(0, -1);
    const differs = tf.max(tf.abs(tf.sub(x, maskValue)), -1);
    return { value: tf.where(tf.greater(differs, 0), tf.ones(shape), tf.zeros(shape)), gradFunc: () => tf.zeros(x.shape) };
  });
