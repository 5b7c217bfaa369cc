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
} from './alternative.ts';
import { padsOf } from './pads.ts';

/** A convolution of pictures, channels last. */
export const convolution: FindAlternative = ({ attr, inputs: [input = -1, weights = -1], shape: output }, shapeOf) => {
  const [x, kernel] = [shapeOf(input), shapeOf(weights)];
  if (!x || !kernel) return null;
  return ofShapes('Conv2D', attr, { x, kernel, output }, (cut) => [cut(x), kernel]);
};

/** Its gradients, by the pictures and by the kernel. */
export const convolutionGradient: FindAlternative = ({ kernel: kind, attr, inputs, shape }, shapeOf) => {
  const [first = -1, second = -1, upstream = -1] = inputs;
  const output = shapeOf(upstream);
  if (!output) return null;
  if (kind === 'Conv2DBackpropInput') {
    const kernel = shapeOf(second);
    return kernel ? ofShapes(kind, attr, { x: shape, kernel, output }, (cut) => [{ lengths: cut(shape) }, kernel, cut(output)]) : null;
  }
  const x = shapeOf(first);
  return x ? ofShapes(kind, attr, { x, kernel: shape, output }, (cut) => [cut(x), { lengths: shape }, cut(output)]) : null;
};

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
  const settings = { strides: list([strideDown, strideBeside]), dilations: list([dilationDown, dilationBeside]), pads: list(pads) };
  const pictures = Math.min(batch, sampleExamples);
  return {
    signature: `${kind} ${[pictures, height, width, channels].join('x')} ${kernel.join('x')} strides ${strideDown},${strideBeside} dilations ${dilationDown},${dilationBeside} pads ${pads.join()}`,
    theirs: { kernel: kind, attr },
    own: { kernel: `Netloom${kind}`, attr: settings },
    work: sizeOf(output) * kernelHeight * kernelWidth * kernelChannels,
    rank: 4,
    sample: sample(([, ...rest]) => [pictures, ...rest]),
  };
}
