import { dataTypes, text } from '../../compiled/graphProto.ts';
import { flag, isFloat, timedLengths, type Alternative, type Attributes, type FindAlternative } from './alternative.ts';

const withBias = (theirs: Attributes, own: Attributes): Required<Alternative>['timed'] => ({
  theirs: [
    { kernel: 'MatMul', attr: theirs, inputs: [0, 1] },
    { kernel: 'BiasAdd', attr: { T: { type: dataTypes.float32 }, data_format: text('NHWC') }, inputs: [3, 2] },
  ],
  own: [{ kernel: 'NetloomMatMul', attr: { ...own, biases: { i: 1 } }, inputs: [0, 1, 2] }],
});

/** The product of two matrices. */
export const product: FindAlternative = ({ kernel, attr, inputs: [left = -1, right = -1] }, shapeOf) => {
  const [whole, others] = [shapeOf(left), shapeOf(right)];
  if (whole?.length !== 2 || others?.length !== 2 || !isFloat(attr)) return null;
  const [a, b] = [timedLengths(whole), timedLengths(others)];
  const [leftTurned, rightTurned] = [flag(attr['transpose_a']), flag(attr['transpose_b'])];
  const turned = `${leftTurned ? ' left turned' : ''}${rightTurned ? ' right turned' : ''}`;
  const columns = b[rightTurned ? 0 : 1] ?? 0;
  const own = { transpose_a: { b: leftTurned }, transpose_b: { b: rightTurned } };
  // A product that goes forward has a bias beside it, which TensorFlow makes one with it; one in a gradient is turned and has none.
  const forward = !leftTurned && !rightTurned;
  return {
    signature: `MatMul ${a.join('x')} ${b.join('x')}${turned}`,
    theirs: { kernel, attr },
    own: { kernel: 'NetloomMatMul', attr: own },
    work: (a[0] ?? 0) * (a[1] ?? 0) * columns,
    rank: 2,
    sample: forward ? [a, b, [columns]] : [a, b],
    ...(forward ? { timed: withBias(attr, own) } : {}),
  };
};
