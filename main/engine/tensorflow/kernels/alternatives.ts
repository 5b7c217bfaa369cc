import { dataTypes, type Attr } from '../compiled/graphProto.ts';
import type { GraphOp, ShapeOf } from './graphOp.ts';

type Attributes = Readonly<Record<string, Attr>>;

/** A kernel of `native/` that computes what an operation of TensorFlow does, and an example of both to be timed. */
export interface Alternative {
  /** What decides which is quicker: kind, lengths and settings, in words. */
  readonly signature: string;
  readonly theirs: { readonly kernel: string; readonly attr: Attributes };
  readonly own: { readonly kernel: string; readonly attr: Attributes };
  /** Kernel of our own that adds a bias as well. */
  readonly biased: string;
  /** Multiply-adds: what has few is done before TensorFlow has prepared itself. */
  readonly work: number;
  /** Axes of what both give. */
  readonly rank: number;
  /** What both are given: numbers of a shape, or a list of lengths. */
  readonly sample: readonly (readonly number[] | { readonly lengths: readonly number[] })[];
}

/** Pictures that a convolution is timed with: each takes as long as the next, so more would tell nothing new. */
const samplePictures = 16;

/** How to compute an operation by a kernel of our own; null where there is none. */
export function alternativeOf(op: GraphOp, shapeOf: ShapeOf): Alternative | null {
  if (op.kernel === 'MatMul') return product(op, shapeOf);
  if (op.kernel === 'Conv2D') return convolution(op, shapeOf);
  if (op.kernel === 'Conv2DBackpropInput' || op.kernel === 'Conv2DBackpropFilter') return convolutionGradient(op, shapeOf);
  return null;
}

const flag = (attr: Attr | undefined): boolean => attr !== undefined && 'b' in attr && attr.b;
const isFloat = ({ T }: Attributes): boolean => T !== undefined && 'type' in T && T.type === dataTypes.float32;

function product({ kernel, attr, inputs: [left = -1, right = -1] }: GraphOp, shapeOf: ShapeOf): Alternative | null {
  const [a, b] = [shapeOf(left), shapeOf(right)];
  if (a?.length !== 2 || b?.length !== 2 || !isFloat(attr)) return null;
  const [leftTurned, rightTurned] = [flag(attr['transpose_a']), flag(attr['transpose_b'])];
  const turned = `${leftTurned ? ' left turned' : ''}${rightTurned ? ' right turned' : ''}`;
  return {
    signature: `MatMul ${a.join('x')} ${b.join('x')}${turned}`,
    theirs: { kernel, attr },
    own: { kernel: 'NetloomMatMul', attr: { transpose_a: { b: leftTurned }, transpose_b: { b: rightTurned } } },
    biased: 'NetloomDense',
    work: (a[0] ?? 0) * (a[1] ?? 0) * (b[rightTurned ? 0 : 1] ?? 0),
    rank: 2,
    sample: [a, b],
  };
}

function convolution({ attr, inputs: [input = -1, weights = -1], shape: output }: GraphOp, shapeOf: ShapeOf): Alternative | null {
  const [x, kernel] = [shapeOf(input), shapeOf(weights)];
  if (!x || !kernel) return null;
  return ofShapes('Conv2D', attr, { x, kernel, output }, (cut) => [cut(x), kernel]);
}

function convolutionGradient({ kernel: kind, attr, inputs, shape }: GraphOp, shapeOf: ShapeOf): Alternative | null {
  const [first = -1, second = -1, upstream = -1] = inputs;
  const output = shapeOf(upstream);
  if (!output) return null;
  if (kind === 'Conv2DBackpropInput') {
    const kernel = shapeOf(second);
    return kernel ? ofShapes(kind, attr, { x: shape, kernel, output }, (cut) => [{ lengths: cut(shape) }, kernel, cut(output)]) : null;
  }
  const x = shapeOf(first);
  return x ? ofShapes(kind, attr, { x, kernel: shape, output }, (cut) => [cut(x), { lengths: shape }, cut(output)]) : null;
}

interface ConvolutionShapes {
  readonly x: readonly number[];
  readonly kernel: readonly number[];
  readonly output: readonly number[];
}

/** A convolution or one of its gradients; null where the kernel is not for it. */
function ofShapes(
  kind: string,
  attr: Attributes,
  { x, kernel, output }: ConvolutionShapes,
  sample: (cut: (shape: readonly number[]) => readonly number[]) => Alternative['sample'],
): Alternative | null {
  const [batch = 1, height = 0, width = 0, channels = 0] = x;
  const [kernelHeight = 0, kernelWidth = 0, kernelChannels = 0] = kernel;
  const [, strideDown = 1, strideBeside = 1] = numbers(attr['strides']) ?? [];
  const [, dilationDown = 1, dilationBeside = 1] = numbers(attr['dilations']) ?? [];
  const pads = padsOf(attr, [
    { size: height, out: output[1] ?? 0, taps: (kernelHeight - 1) * dilationDown + 1, stride: strideDown },
    { size: width, out: output[2] ?? 0, taps: (kernelWidth - 1) * dilationBeside + 1, stride: strideBeside },
  ]);
  const channelsLast = words(attr['data_format']) !== 'NCHW';
  // A kernel for fewer channels belongs to a grouped convolution.
  if (!pads || !channelsLast || kernelChannels !== channels || !isFloat(attr)) return null;
  const list = (values: readonly number[]): Attr => ({ list: { i: values } });
  const settings = { strides: list([strideDown, strideBeside]), dilations: list([dilationDown, dilationBeside]), pads: list(pads) };
  const pictures = Math.min(batch, samplePictures);
  return {
    signature: `${kind} ${[pictures, height, width, channels].join('x')} ${kernel.join('x')} strides ${strideDown},${strideBeside} dilations ${dilationDown},${dilationBeside} pads ${pads.join()}`,
    theirs: { kernel: kind, attr },
    own: { kernel: `Netloom${kind}`, attr: settings },
    biased: 'NetloomConv2DBias',
    work: output.reduce((all, length) => all * length, kernelHeight * kernelWidth * kernelChannels),
    rank: 4,
    sample: sample(([, ...rest]) => [pictures, ...rest]),
  };
}

interface Axis {
  readonly size: number;
  readonly out: number;
  /** Length that the kernel covers. */
  readonly taps: number;
  readonly stride: number;
}

/** Zeros above, below, left and right; null where the padding has no name that is known here. */
function padsOf(attr: Attributes, axes: readonly Axis[]): readonly number[] | null {
  const padding = words(attr['padding']);
  if (padding === 'VALID') return [0, 0, 0, 0];
  if (padding === 'EXPLICIT') return (numbers(attr['explicit_paddings']) ?? []).slice(2, 6);
  if (padding !== 'SAME') return null;
  return axes.flatMap(({ size, out, taps, stride }) => {
    const whole = Math.max(0, (out - 1) * stride + taps - size);
    return [Math.floor(whole / 2), whole - Math.floor(whole / 2)];
  });
}

const numbers = (attr: Attr | undefined): readonly number[] | null => (attr && 'list' in attr ? attr.list.i : null);
const words = (attr: Attr | undefined): string => (attr && 's' in attr ? Buffer.from(attr.s).toString() : '');
