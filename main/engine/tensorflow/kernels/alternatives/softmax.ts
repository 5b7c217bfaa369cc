import { isFloat, sizeOf, type FindAlternative } from './alternative.ts';

/** The softmax of each row. */
export const softmax: FindAlternative = ({ kernel, attr, shape }) =>
  isFloat(attr) && shape.length > 0
    ? {
        signature: `Softmax ${shape.join('x')}`,
        theirs: { kernel, attr },
        own: { kernel: 'NetloomSoftmax', attr: {} },
        work: sizeOf(shape),
        rank: shape.length,
        sample: [shape],
      }
    : null;
