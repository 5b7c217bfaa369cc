import {
  isFloat,
  list,
  numbers,
  sampleExamples,
  sizeOf,
  words,
  type Alternative,
  type Attributes,
  type FindAlternative,
  type TimedKernel,
} from './alternative.ts';
import { padsOf } from './pads.ts';

/** The largest of each window of pictures, channels last. */
export const maxPooling: FindAlternative = ({ kernel, attr, inputs: [input = -1], shape }, shapeOf) => {
  const x = shapeOf(input);
  return x ? ofShapes(kernel, attr, x, shape) : null;
};

/** Its gradient. */
export const maxPoolingGradient: FindAlternative = ({ kernel, attr, inputs: [, output = -1], shape: x }, shapeOf) => {
  const y = shapeOf(output);
  return y ? ofShapes(kernel, attr, x, y) : null;
};

/** Size, strides and pads of a max pooling as our kernels take them; null where they are not for it. */
export function poolSettings(
  attr: Attributes,
  x: readonly number[],
  y: readonly number[],
): Record<'size' | 'strides' | 'pads', readonly number[]> | null {
  const [size, strides] = [numbers(attr['ksize']), numbers(attr['strides'])];
  if (!size || !strides || size[3] !== 1 || strides[3] !== 1 || words(attr['data_format']) === 'NCHW') return null;
  const axis = (at: number): Parameters<typeof padsOf>[1][number] => ({
    size: x[at] ?? 0,
    out: y[at] ?? 0,
    taps: size[at] ?? 1,
    stride: strides[at] ?? 1,
  });
  const pads = padsOf(attr, [axis(1), axis(2)]);
  return pads && { size: size.slice(1, 3), strides: strides.slice(1, 3), pads };
}

/** Both are chosen together: TensorFlow's gradient finds the largest numbers where its pooling has noted them. */
function ofShapes(kernel: string, attr: Attributes, x: readonly number[], y: readonly number[]): Alternative | null {
  const settings = poolSettings(attr, x, y);
  if (!settings || !isFloat(attr)) return null;
  const { size, strides, pads } = settings;
  const examples = Math.min(x[0] ?? 1, sampleExamples);
  const cut = ([, ...rest]: readonly number[]): readonly number[] => [examples, ...rest];
  const ownAttr = { size: list(size), strides: list(strides), pads: list(pads) };
  const both = (prefix: string, attr: Attributes): readonly TimedKernel[] => [
    { kernel: `${prefix}MaxPool`, attr, inputs: [0] },
    { kernel: `${prefix}MaxPoolGrad`, attr, inputs: [0, 2, 1] },
  ];
  return {
    signature: `MaxPool ${cut(x).join('x')} size ${size.join()} strides ${strides.join()} pads ${pads.join()}`,
    theirs: { kernel, attr },
    own: { kernel: `Netloom${kernel}`, attr: ownAttr },
    work: sizeOf(x),
    rank: 4,
    sample: [cut(x), cut(y)],
    timed: { theirs: both('', attr), own: both('Netloom', ownAttr) },
  };
}
