import { known, only, type InputSpecs, type OutputSpecs, type WeightSpec } from '../block.ts';
import { int, type Values } from '../params.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionSpecs,
  convolutionTail,
  convolutionWork,
  dilationParam,
  dimensionsOf,
  paddingParams,
  windowParams,
  zerosBefore,
  type MakeSize,
} from './convolution.ts';
import { paddingOrNumber } from './window.ts';

interface DepthwiseValues {
  readonly kernelSize: readonly number[];
  readonly depthMultiplier: number;
}
const channelsOf = (inputs: InputSpecs): number => known(only(inputs, 'x').shape.at(-1), 'the number of channels');

/** What convolutions of each channel by itself share, of all dimensions: `one` is 1 in every direction, `three` the size of a filter by default. */
export const depthwiseConvolution = <T extends readonly number[]>(size: MakeSize<T>, one: T, three: T) => ({
  params: {
    ...windowParams(size, one, three),
    ...paddingParams(size, one, paddingOrNumber),
    depthMultiplier: int({ default: 1, min: 1, max: 65536, help: 'Filters for each channel; so many times more channels come out.' }),
    dilationRate: dilationParam(size, one),
    ...convolutionTail,
    ...weightParams({ depthwise: ['glorotUniform', 'the filters'], bias: ['zeros', 'the biases'] }),
    activityRegularizer,
  },
  kerasBefore: zerosBefore,
  inputs: convolutionInput(dimensionsOf(one)),
  outputs: [{ name: 'y' }],
  infer: (inputs: InputSpecs, values: Parameters<typeof convolutionSpecs>[1] & DepthwiseValues): OutputSpecs =>
    convolutionSpecs(inputs, values, channelsOf(inputs) * values.depthMultiplier),
  weights(inputs: InputSpecs, values: Values & DepthwiseValues & { readonly useBias: boolean }): readonly WeightSpec[] {
    const channels = channelsOf(inputs);
    return [
      kernelWeight('kernel', [...values.kernelSize, channels, values.depthMultiplier], values, 'depthwise'),
      ...(values.useBias ? [biasWeight('bias', [channels * values.depthMultiplier], values)] : []),
    ];
  },
  // Each number that comes out is made of one channel alone.
  multiplyAdds: (inputs: InputSpecs, outputs: OutputSpecs, { kernelSize }: DepthwiseValues): number =>
    convolutionWork(inputs, outputs, { kernelSize, groups: only(inputs, 'x').shape.at(-1) ?? 1 }),
  face: (values: Parameters<typeof convolutionFace>[1] & DepthwiseValues): string =>
    convolutionFace(values.depthMultiplier > 1 ? `${values.depthMultiplier} per channel` : null, values),
});
