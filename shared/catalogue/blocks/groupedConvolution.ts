import type { ChoiceParam } from '../params.ts';
import { plural } from '../plural.ts';
import {
  convolutionFace,
  convolutionInput,
  convolutionTail,
  convolutionWeights,
  convolutionWork,
  dilationParam,
  dilationRule,
  dimensionsOf,
  filtersParam,
  groupedSpecs,
  groupsParam,
  groupsRule,
  kernelParams,
  paddingParams,
  windowParams,
  zerosBefore,
  type MakeSize,
} from './convolution.ts';

/** What convolutions whose channels come last share, of all dimensions: `one` is 1 in every direction, `three` the size of a filter by default. */
export const groupedConvolution = <T extends readonly number[], C extends string>(
  size: MakeSize<T>,
  one: T,
  three: T,
  padding: ChoiceParam<C>,
) => ({
  params: {
    filters: filtersParam,
    ...windowParams(size, one, three),
    ...paddingParams(size, one, padding),
    dilationRate: dilationParam(size, one),
    groups: groupsParam,
    ...convolutionTail,
    ...kernelParams,
  },
  rules: [dilationRule, groupsRule],
  kerasBefore: zerosBefore,
  inputs: convolutionInput(dimensionsOf(one)),
  outputs: [{ name: 'y' }],
  infer: groupedSpecs,
  weights: convolutionWeights,
  multiplyAdds: convolutionWork,
  face: (values: Parameters<typeof convolutionFace>[1] & { readonly filters: number }): string =>
    convolutionFace(plural(values.filters, 'filter'), values),
});
