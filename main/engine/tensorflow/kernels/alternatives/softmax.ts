import { isFloat, sizeOf, timedRows, type FindAlternative } from './alternative.ts';

/** The softmax of each row. */
export const softmax: FindAlternative = ({ kernel, attr, shape: whole }) => {
  if (!isFloat(attr) || whole.length === 0) return null;
  const shape = timedRows(whole);
  return {
    signature: `Softmax ${shape.join('x')}`,
    theirs: { kernel, attr },
    own: { kernel: 'NetloomSoftmax', attr: {} },
    work: sizeOf(shape),
    rank: shape.length,
    sample: [shape],
  };
};
