import { ints } from '../params.ts';
import { plural } from '../plural.ts';

/** Axes along which the length of a weight is taken. */
export const axis = ints({
  default: [0],
  min: 0,
  help: 'Axes along which a length is taken: 0 for the weights into each unit of a Dense; 0, 1, 2 for each filter of a Conv2D.',
});

/** Whether a weight has these axes, each named once. */
export function axesFit(shape: readonly number[], axes: readonly number[]): string | null {
  if (axes.length === 0) return 'the constraint has no axis: give it one, such as 0';
  if (new Set(axes).size < axes.length) return `the constraint names an axis twice (${axes.join(', ')}): name each once`;
  const beyond = axes.find((own) => own >= shape.length);
  return beyond === undefined
    ? null
    : `the constraint takes a length along axis ${beyond}, the weight has ${plural(shape.length, 'axis', 'axes')}: choose from ${shape.map((_, at) => at).join(', ')}`;
}
