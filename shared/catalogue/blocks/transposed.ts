import { defineBlock, known, only, type Block, type BlockCase } from '../block.ts';
import { optional, type OptionalParam, type SizeParam } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec } from '../tensorSpec.ts';
import { biasWeight, kernelWeight } from '../weights.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionTail,
  dilationParam,
  dilationRule,
  dimensionsOf,
  filtersParam,
  kernelParams,
  windowParams,
  type MakeSize,
} from './convolution.ts';
import { lengthsOf, padding } from './window.ts';

type TransposedParams<T extends readonly number[]> = {
  filters: typeof filtersParam;
  kernelSize: SizeParam<T>;
  strides: SizeParam<T>;
  padding: typeof padding;
  outputPadding: OptionalParam<SizeParam<T>>;
  dilationRate: SizeParam<T>;
} & typeof convolutionTail &
  typeof kernelParams;

/** What transposed convolutions along one and two axes share: the way back of a convolution, which makes its input larger. */
export function transposed<T extends readonly number[]>(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly stock?: boolean;
  readonly size: MakeSize<T>;
  readonly one: T;
  readonly three: T;
  readonly cases: readonly BlockCase[];
}): Block<TransposedParams<T>> {
  const dimensions = dimensionsOf(own.one);
  const params = {
    filters: filtersParam,
    ...windowParams(own.size, own.one, own.three),
    padding,
    outputPadding: optional(
      own.size({
        default: own.one.map(() => 0) as readonly number[] as T,
        min: 0,
        advanced: true,
        help: 'Length added behind; below the stride. A convolution with a stride gives one length for several inputs: this says which one comes back. Off: the largest.',
      }),
    ),
    dilationRate: dilationParam(own.size, own.one),
    ...convolutionTail,
    ...kernelParams,
  };
  params.strides = own.size({ default: own.one, min: 1, help: 'How far the filter moves for each cell read; 2 doubles the lengths.' });
  return defineBlock<TransposedParams<T>>({
    kind: own.kind,
    version: 1,
    title: own.title,
    group: 'convolution',
    searchWords: ['deconvolution', 'upsample', 'decoder', 'transpose'],
    summary: own.summary,
    formula: '(n - 1) s + d(k - 1) + 1 + outputPadding',
    params,
    rules: [
      dilationRule,
      {
        param: 'outputPadding',
        message: 'what is added behind must be smaller than the stride: make it smaller, or switch it off',
        holds: ({ outputPadding, strides }) =>
          outputPadding === null || outputPadding.every((length, axis) => length < (strides[axis] ?? 1)),
      },
    ],
    keras: { name: own.title, lacks: ['data_format'], ...(own.stock === false ? { stock: false } : {}) },
    inputs: convolutionInput(dimensions),
    outputs: [{ name: 'y' }],
    infer(inputs, values) {
      const lengths = lengthsOf(only(inputs, 'x').shape, dimensions);
      return { y: floatSpec([...transposedLengths(lengths, values), values.filters]) };
    },
    weights(inputs, values) {
      const channels = known(only(inputs, 'x').shape[dimensions], 'the number of channels');
      const kernel = [...values.kernelSize, values.filters, channels];
      return [kernelWeight('kernel', kernel, values), ...(values.useBias ? [biasWeight('bias', [values.filters], values)] : [])];
    },
    multiplyAdds(inputs, _outputs, { kernelSize, filters }) {
      const numbers = only(inputs, 'x').shape.reduce<number>((product, length) => product * (length ?? 0), 1);
      return numbers * filters * kernelSize.reduce((a, b) => a * b, 1);
    },
    face: (values) => convolutionFace(plural(values.filters, 'filter'), values),
    cases: own.cases,
  });
}

/** Lengths that come out (Keras, `compute_conv_transpose_output_shape`). */
export function transposedLengths(
  lengths: readonly number[],
  values: {
    readonly kernelSize: readonly number[];
    readonly strides: readonly number[];
    readonly padding: 'valid' | 'same';
    readonly outputPadding: readonly number[] | null;
    readonly dilationRate: readonly number[];
  },
): number[] {
  return lengths.map((length, axis) => {
    const kernel = (values.dilationRate[axis] ?? 1) * ((values.kernelSize[axis] ?? 1) - 1) + 1;
    const stride = values.strides[axis] ?? 1;
    const added = values.outputPadding?.[axis] ?? null;
    if (values.padding === 'valid') return (length - 1) * stride + kernel + (added ?? Math.max(kernel, stride) - kernel);
    return added === null ? length * stride : (length - 1) * stride + (kernel % 2) + added;
  });
}
