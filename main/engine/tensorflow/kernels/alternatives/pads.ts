import { numbers, words, type Attributes } from './alternative.ts';

/** An axis that windows go along. */
interface Axis {
  readonly size: number;
  readonly out: number;
  /** Length that a window covers. */
  readonly taps: number;
  readonly stride: number;
}

/** Zeros above, below, left and right; null where the padding has no name that is known here. */
export function padsOf(attr: Attributes, axes: readonly Axis[]): readonly number[] | null {
  const padding = words(attr['padding']);
  if (padding === 'VALID') return [0, 0, 0, 0];
  if (padding === 'EXPLICIT') return (numbers(attr['explicit_paddings']) ?? []).slice(2, 6);
  if (padding !== 'SAME') return null;
  return axes.flatMap(({ size, out, taps, stride }) => {
    const whole = Math.max(0, (out - 1) * stride + taps - size);
    return [Math.floor(whole / 2), whole - Math.floor(whole / 2)];
  });
}
