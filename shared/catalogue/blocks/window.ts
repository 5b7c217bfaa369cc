import { choice } from '../params.ts';
import { known, SpecProblem } from '../block.ts';

/** 'valid' uses only whole windows; 'same' pads so that stride 1 keeps the size. */
export const padding = choice(['valid', 'same'], {
  default: 'valid',
  help: "'valid' uses only windows that lie wholly on the input; 'same' pads with zeros so that stride 1 keeps the size.",
});

/** As `padding`, and a number besides: `pads` on each side. */
export const paddingOrNumber = choice(['valid', 'same', 'number'], {
  default: 'valid',
  help: `${padding.help} 'number' adds as many zeros as you say on both sides of each axis.`,
});
/** Zeros on both sides of each axis, where the padding is a number. */
export const padsHelp = "Zeros on both sides. With stride 2, 1 is not the same as 'same', which pads an even length behind alone.";
export const whenNumber = { param: 'padding', is: 'number' } as const;

/** What is given by the number of its axes without the channels: 1, 2 or 3. */
export type Dimensions = 1 | 2 | 3;
/** What is read along so many axes: its name and its lengths, the channels last. */
export const places = {
  1: { axes: ['number of steps'], input: 'A sequence: steps × channels.' },
  2: { axes: ['height of the image', 'width of the image'], input: 'An image: height × width × channels.' },
  3: {
    axes: ['depth of the volume', 'height of the volume', 'width of the volume'],
    input: 'A volume: depth × height × width × channels.',
  },
} as const;

/** The axes of an input without its channels; every length must be known. */
export function lengthsOf(input: readonly (number | null)[], dimensions: Dimensions): readonly number[] {
  return places[dimensions].axes.map((what, axis) => known(input[axis], `the ${what}`));
}

interface Window {
  /** What slides: `kernel` or `pool`, for the message. */
  readonly what: 'kernel' | 'pool';
  readonly size: readonly number[];
  readonly strides: readonly number[];
  /** 'causal' pads in front alone, so that no step reads a later one; 'number' as `pads` says. */
  readonly padding: 'valid' | 'same' | 'causal' | 'number';
  /** Zeros on both sides of each axis, where the padding is a number. */
  readonly pads?: readonly number[];
  readonly dilation?: readonly number[];
}

/**
 * Lengths of the axes after sliding a window of as many: floor((n + 2 p - d (k - 1) - 1) / s) + 1 for 'valid' and a number p, ceil(n / s) for 'same' and 'causal'
 * (Keras, `compute_conv_output_shape`).
 */
export function slide(input: readonly (number | null)[], { what, size, strides, padding: pad, pads, dilation }: Window): number[] {
  const at = (numbers: readonly number[] | undefined, axis: number): number => numbers?.[axis] ?? 1;
  const lengths = lengthsOf(input, size.length === 1 ? 1 : size.length === 2 ? 2 : 3).map((length, axis) =>
    pad === 'number' ? length + 2 * (pads?.[axis] ?? 0) : length,
  );
  if (pad === 'same' || pad === 'causal') return lengths.map((length, axis) => Math.ceil(length / at(strides, axis)));
  const reach = size.map((own, axis) => at(dilation, axis) * (own - 1) + 1);
  if (reach.some((own, axis) => own > at(lengths, axis))) {
    const dilated = reach.join() === size.join() ? '' : ` (${reach.join('x')} with its dilation)`;
    throw new SpecProblem(
      `${what} ${size.join('x')}${dilated} is larger than the ${lengths.join('x')} input${pad === 'number' ? ' with its zeros' : ''}: use padding 'same' or a smaller ${what}`,
      what === 'kernel' ? 'kernelSize' : 'poolSize',
    );
  }
  return lengths.map((length, axis) => Math.floor((length - at(reach, axis)) / at(strides, axis)) + 1);
}

/** The strides on a block's face, shortly where they are the same along all axes: `stride 2`, `stride 2×1`. */
export const strideWords = (strides: readonly number[]): string =>
  `stride ${new Set(strides).size === 1 ? String(strides[0]) : strides.join('×')}`;
