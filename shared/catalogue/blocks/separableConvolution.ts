import { known, only, type InputSpecs, type OutputSpecs, type WeightSpec } from '../block.ts';
import { int, type Values } from '../params.ts';
import { plural } from '../plural.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionSpecs,
  convolutionTail,
  dilationParam,
  dimensionsOf,
  filtersParam,
  paddingParams,
  windowParams,
  zerosBefore,
  type MakeSize,
} from './convolution.ts';
import { paddingOrNumber } from './window.ts';

interface SeparableValues {
  readonly filters: number;
  readonly kernelSize: readonly number[];
  readonly depthMultiplier: number;
}

/** What separable convolutions of all dimensions share: `one` is 1 in every direction, `three` the size of a filter by default. */
export const separableConvolution = <T extends readonly number[]>(size: MakeSize<T>, one: T, three: T) => ({
  params: {
    filters: filtersParam,
    ...windowParams(size, one, three),
    ...paddingParams(size, one, paddingOrNumber),
    dilationRate: dilationParam(size, one),
    depthMultiplier: int({ default: 1, min: 1, max: 65536, advanced: true, help: 'Filters for each channel in the first half.' }),
    ...convolutionTail,
    ...weightParams({
      depthwise: ['glorotUniform', 'the filters of each channel'],
      pointwise: ['glorotUniform', 'the weights that mix the channels'],
      bias: ['zeros', 'the biases'],
    }),
    activityRegularizer,
  },
  kerasBefore: zerosBefore,
  inputs: convolutionInput(dimensionsOf(one)),
  outputs: [{ name: 'y' }],
  infer: (inputs: InputSpecs, values: Parameters<typeof convolutionSpecs>[1] & SeparableValues): OutputSpecs =>
    convolutionSpecs(inputs, values, values.filters),
  weights(inputs: InputSpecs, values: Values & SeparableValues & { readonly useBias: boolean }): readonly WeightSpec[] {
    const channels = known(only(inputs, 'x').shape.at(-1), 'the number of channels');
    const { depthMultiplier, filters, kernelSize } = values;
    return [
      kernelWeight('depthwise_kernel', [...kernelSize, channels, depthMultiplier], values, 'depthwise'),
      kernelWeight('pointwise_kernel', [...kernelSize.map(() => 1), channels * depthMultiplier, filters], values, 'pointwise'),
      ...(values.useBias ? [biasWeight('bias', [filters], values)] : []),
    ];
  },
  multiplyAdds(inputs: InputSpecs, outputs: OutputSpecs, { kernelSize, filters, depthMultiplier }: SeparableValues): number {
    const cells = (outputs.y?.shape ?? []).slice(0, -1).reduce<number>((product, length) => product * (length ?? 0), 1);
    const channels = (only(inputs, 'x').shape.at(-1) ?? 0) * depthMultiplier;
    return cells * channels * (kernelSize.reduce((a, b) => a * b, 1) + filters);
  },
  face: (values: Parameters<typeof convolutionFace>[1] & SeparableValues): string =>
    convolutionFace(plural(values.filters, 'filter'), values),
});
