import type { Dimensions } from './window.ts';

/** Names of the ends of so many axes, those of one axis side by side. */
export const ends: Readonly<Record<Dimensions, readonly string[]>> = {
  1: ['before', 'after'],
  2: ['top', 'bottom', 'left', 'right'],
  3: ['front', 'back', 'top', 'bottom', 'left', 'right'],
};

/** What is added to or taken from each axis at both its ends together. */
export const atBothEnds = (values: readonly number[]): readonly number[] =>
  Array.from({ length: values.length / 2 }, (_, axis) => (values[2 * axis] ?? 0) + (values[2 * axis + 1] ?? 0));

/** `1` where all ends are equal, else the ends of each axis: `1+0, 2+1`. */
export function endsFace(values: readonly number[]): string {
  const [first] = values;
  if (values.every((value) => value === first)) return String(first);
  return Array.from({ length: values.length / 2 }, (_, axis) => `${values[2 * axis]}+${values[2 * axis + 1]}`).join(', ');
}
