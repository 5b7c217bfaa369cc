import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { spanOf } from './samplePixels.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** Colours of the present theme: one for each class, what lies between them, and both ends of a scale. */
export interface SurfaceColours {
  readonly classes: readonly Rgb[];
  readonly between: Rgb;
  readonly low: Rgb;
  readonly high: Rgb;
}

/** How much of a class's own colour the plane has at most: examples of that class still stand out on it. */
const strongest = 0.62;

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** The numbers of a colour `rgb(1, 2, 3)`. */
export function rgbOf(colour: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
export const cssOf = (colour: Rgb): string => `rgb(${colour.map(Math.round).join(' ')})`;

/** The range of the scale of a surface of numbers: what the head gives and should give. */
export const scaleOf = ({ values, targets }: Pick<SurfaceRow, 'values' | 'targets'>): readonly [low: number, high: number] => {
  const [ownLow, ownHigh] = spanOf(values);
  const [low, high] = targets && targets.length > 0 ? spanOf(targets) : [ownLow, ownHigh];
  return [Math.min(low, ownLow), Math.max(high, ownHigh)];
};

/** The colour of a number on the scale, from low over what lies between to high. */
export function onScale(value: number, [low, high]: readonly [number, number], { between, low: first, high: last }: SurfaceColours): Rgb {
  const share = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5;
  return share < 0.5 ? mix(first, between, 2 * share) : mix(between, last, 2 * share - 1);
}

export const ofClass = (place: number, { classes }: SurfaceColours): Rgb => classes[place % classes.length] ?? [0, 0, 0];

/**
 * The picture of a surface, a pixel for each cell and the highest y first: of classes the colour of the one that is chosen, the stronger the more probable it is; of numbers
 * their place on the scale.
 */
export function surfacePixels(
  surface: Pick<SurfaceRow, 'side' | 'values' | 'targets' | 'classes' | 'shares'>,
  colours: SurfaceColours,
): Uint8ClampedArray<ArrayBuffer> {
  const { side, values, classes, shares } = surface;
  const pixels = new Uint8ClampedArray(4 * side * side);
  const scale = scaleOf(surface);
  // By chance alone each class has this share.
  const even = 1 / (classes?.length ?? 1);
  values.forEach((value, at) => {
    const sure = shares ? Math.max(0, ((shares[at] ?? even) - even) / (1 - even)) : 1;
    const colour = classes ? mix(colours.between, ofClass(value, colours), strongest * sure) : onScale(value, scale, colours);
    const row = side - 1 - Math.floor(at / side);
    pixels.set([...colour, 255], 4 * (row * side + (at % side)));
  });
  return pixels;
}
