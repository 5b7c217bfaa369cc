import { flag, isFloat, sizeOf, timedRows, type Alternative, type Attributes, type FindAlternative } from './alternative.ts';

/** Batch normalization by the moments of the batch. */
export const batchNormalization: FindAlternative = ({ kernel, attr, inputs: [input = -1] }, shapeOf) => {
  const x = shapeOf(input);
  return x ? ofShape(kernel, attr, 'NetloomBatchNorm', x, (timed, channels) => [timed, channels, channels, [0], [0]]) : null;
};

/** Its gradient. */
export const batchNormalizationGradient: FindAlternative = ({ kernel, attr, shape: x }) =>
  ofShape(kernel, attr, 'NetloomBatchNormGrad', x, (timed, channels) => [timed, timed, channels, channels, channels, [0]]);

function ofShape(
  kernel: string,
  attr: Attributes,
  own: string,
  whole: readonly number[],
  sample: (x: readonly number[], channels: readonly number[]) => Alternative['sample'],
): Alternative | null {
  const x = timedRows(whole);
  const channels = x.at(-1);
  const { epsilon } = attr;
  if (channels === undefined || !epsilon || !isFloat(attr) || !flag(attr['is_training'])) return null;
  return {
    signature: `${kernel} ${x.join('x')}`,
    theirs: { kernel, attr },
    own: { kernel: own, attr: { epsilon } },
    work: sizeOf(x),
    rank: x.length,
    sample: sample(x, [channels]),
  };
}
