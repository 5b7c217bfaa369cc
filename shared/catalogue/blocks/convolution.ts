import { known, only, SpecProblem, type InputPort, type InputSpecs, type OutputSpecs, type WeightSpec } from '../block.ts';
import type { KerasName, KerasObject } from '../item.ts';
import { bool, from, int, type ChoiceParam, type Described, type ItemValue, type SizeParam, type Values } from '../params.ts';
import { plural } from '../plural.ts';
import { floatSpec } from '../tensorSpec.ts';
import { activityRegularizer, biasWeight, kernelWeight, weightParams } from '../weights.ts';
import { padsHelp, places, slide, strideWords, whenNumber, type Dimensions } from './window.ts';

/** What the filters of each dimension slide over, in words. */
const words = {
  1: { filter: 'How many steps a filter reads at once.', half: '2 halves the sequence' },
  2: { filter: 'Height and width of a filter.', half: '2 halves the image' },
  3: { filter: 'Depth, height and width of a filter.', half: '2 halves the volume' },
} as const;

export type MakeSize<T extends readonly number[]> = (options: {
  default: T;
  min: number;
  advanced?: boolean;
  title?: string;
  when?: Described['when'];
  help: string;
}) => SizeParam<T>;

/** Fields of the window of a convolution: `one` is 1 in every direction, `three` the size of a filter by default. */
export const windowParams = <T extends readonly number[]>(size: MakeSize<T>, one: T, three: T) => {
  const { filter, half } = words[dimensionsOf(one)];
  return {
    kernelSize: size({ default: three, min: 1, help: `${filter} It always spans all channels that come in.` }),
    strides: size({ default: one, min: 1, help: `How far the filter moves; ${half}.` }),
  };
};

/** How the input of a convolution is padded: as `choices` say, or by a number of zeros on both sides, by default `one`. */
export const paddingParams = <T extends readonly number[], C extends string>(size: MakeSize<T>, one: T, choices: ChoiceParam<C>) => ({
  padding: choices,
  pads: size({ default: one, min: 0, title: 'Zeros', help: padsHelp, when: whenNumber }),
});
/** Keras pads by a number with a layer of its own in front. */
export const numberWritten: NonNullable<KerasName['write']> = {
  padding: (value) => (value === 'number' ? 'valid' : String(value)),
  pads: () => null,
};
export function zerosBefore({ padding, pads }: { readonly padding: string; readonly pads: readonly number[] }): readonly KerasObject[] {
  const [first = 0] = pads;
  return padding === 'number'
    ? [{ class_name: `ZeroPadding${pads.length}D`, config: { padding: pads.length === 1 ? first : [...pads] } }]
    : [];
}

export const dilationParam = <T extends readonly number[]>(size: MakeSize<T>, one: T): SizeParam<T> =>
  size({ default: one, min: 1, advanced: true, help: 'Distance between the cells a filter reads; above 1 it sees further.' });

export const dimensionsOf = (sizes: readonly number[]): Dimensions => (sizes.length === 1 ? 1 : sizes.length === 2 ? 2 : 3);

export const filtersParam = int({ default: 32, min: 1, max: 65536, help: 'Number of filters, and of channels that come out.' });

export const groupsParam = int({
  default: 1,
  min: 1,
  max: 65536,
  advanced: true,
  help: 'Parts into which channels and filters are divided; each filter sees the channels of its part alone. Both must divide by it.',
});

/** Activation and bias of a convolution, with what starts and holds its weights. */
export const convolutionTail = {
  activation: from('activations', 'linear', { help: 'Function applied to the result.' }),
  useBias: bool({ default: true, help: 'Adds a learned number to each channel. Switch it off in front of batch normalization.' }),
};
export const kernelParams = {
  ...weightParams({ kernel: ['glorotUniform', 'the filters'], bias: ['zeros', 'the biases'] }),
  activityRegularizer,
};

/** Rules of all convolutions with a dilation. */
export const dilationRule = {
  param: 'dilationRate',
  message: 'strides and dilation cannot both exceed 1: set one of them back to 1',
  holds: ({ strides, dilationRate }: { readonly strides: readonly number[]; readonly dilationRate: readonly number[] }): boolean =>
    Math.max(...strides) === 1 || Math.max(...dilationRate) === 1,
} as const;

export const groupsRule = {
  param: 'groups',
  message: 'the filters cannot be divided into so many groups: choose filters that are a multiple of the groups',
  holds: ({ filters, groups }: { readonly filters: number; readonly groups: number }): boolean => filters % groups === 0,
} as const;

export const convolutionInput = (dimensions: Dimensions): readonly InputPort[] => [
  { name: 'x', rank: dimensions + 1, help: places[dimensions].input },
];

interface ConvolutionValues {
  readonly filters: number;
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same' | 'causal' | 'number';
  readonly pads: readonly number[];
  readonly dilationRate: readonly number[];
  readonly groups: number;
}

const channelsOf = (inputs: InputSpecs): number => {
  const channels = known(only(inputs, 'x').shape.at(-1), 'the number of channels');
  if (channels === 0) throw new SpecProblem('the input has no channels');
  return channels;
};

/** What comes out of a convolution with `filters` channels. */
export function convolutionSpecs(
  inputs: InputSpecs,
  { kernelSize: size, strides, padding, pads, dilationRate: dilation }: Omit<ConvolutionValues, 'filters' | 'groups'>,
  filters: number,
): OutputSpecs {
  channelsOf(inputs);
  return { y: floatSpec([...slide(only(inputs, 'x').shape, { what: 'kernel', size, strides, padding, pads, dilation }), filters]) };
}

/** Throws where groups cannot share the channels. */
export function dividedChannels(channels: number | null, groups: number): void {
  if (channels !== null && channels % groups > 0)
    throw new SpecProblem(
      `${plural(channels, 'channel')} cannot be divided into ${groups} groups: choose a divisor of ${channels}`,
      'groups',
    );
}

/** `convolutionSpecs` of a convolution in groups. */
export function groupedSpecs(inputs: InputSpecs, values: ConvolutionValues): OutputSpecs {
  dividedChannels(channelsOf(inputs), values.groups);
  return convolutionSpecs(inputs, values, values.filters);
}

/** Kernel and bias. */
export function convolutionWeights(
  inputs: InputSpecs,
  values: Values & Pick<ConvolutionValues, 'filters' | 'kernelSize' | 'groups'> & { readonly useBias: boolean },
): readonly WeightSpec[] {
  const kernel = [...values.kernelSize, channelsOf(inputs) / values.groups, values.filters];
  return [kernelWeight('kernel', kernel, values), ...(values.useBias ? [biasWeight('bias', [values.filters], values)] : [])];
}

/** Cells times filters times what each filter reads. */
export function convolutionWork(
  inputs: InputSpecs,
  outputs: OutputSpecs,
  { kernelSize, groups }: Pick<ConvolutionValues, 'kernelSize' | 'groups'>,
): number {
  const cells = (outputs.y?.shape ?? []).reduce<number>((product, length) => product * (length ?? 0), 1);
  return (cells * kernelSize.reduce((a, b) => a * b, 1) * (only(inputs, 'x').shape.at(-1) ?? 0)) / groups;
}

/** `32 filters, 3×3, 2 groups, stride 2, relu`; `what` is the count in front. */
export function convolutionFace(
  what: string | null,
  values: {
    readonly kernelSize: readonly number[];
    readonly strides: readonly number[];
    readonly activation: ItemValue;
    readonly groups?: number;
  },
): string {
  const { kernelSize, strides, activation, groups = 1 } = values;
  return [
    ...(what === null ? [] : [what]),
    kernelSize.length === 1 ? `${kernelSize[0]} wide` : kernelSize.join('×'),
    ...(groups > 1 ? [plural(groups, 'group')] : []),
    ...(Math.max(...strides) > 1 ? [strideWords(strides)] : []),
    ...(activation.kind === 'linear' ? [] : [activation.kind]),
  ].join(', ');
}

/** TensorFlow convolves channel by channel with equal strides only, and so does Keras on it. */
export const equalStridesRule = {
  param: 'strides',
  message: 'both strides must be equal where each channel is convolved by itself: set them to one number',
  holds: ({ strides }: { readonly strides: readonly number[] }): boolean => strides.every((stride) => stride === strides[0]),
} as const;
