import * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc, Tensor, Tensor1D, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';

/**
 * Sums rows by the segment that each belongs to (the gradient of looking rows up), out of other operations: tfjs's wasm backend has none. A
 * row without a segment (a number below 0 or too large) is left out: it goes to one segment more, which is cut off.
 */
export const unsortedSegmentSum: KernelFunc = ({ inputs, attrs }) => {
  const { numSegments } = attrs as Partial<UnsortedSegmentSumAttrs> as UnsortedSegmentSumAttrs;
  const { x, segmentIds } = inputs as { x: Tensor; segmentIds: Tensor1D };
  return tf.tidy(() => {
    const known = tf.logicalAnd(tf.greaterEqual(segmentIds, 0), tf.less(segmentIds, numSegments));
    const segment = tf.where(known, segmentIds, tf.fill(segmentIds.shape, numSegments, 'int32'));
    const rest = x.shape.slice(1);
    const sums = tf.scatterND(tf.expandDims(segment, 1), x, [numSegments + 1, ...rest]);
    return tf.slice(
      sums,
      x.shape.map(() => 0),
      [numSegments, ...rest],
    );
  });
};
