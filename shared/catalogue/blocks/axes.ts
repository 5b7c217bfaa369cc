import { SpecProblem } from '../block.ts';
import { ints } from '../params.ts';
import { formatShape } from '../tensorSpec.ts';

/** Axes that are normalized together. */
export const axesParam = ints({
  default: [-1],
  min: -8,
  max: 8,
  help: 'The axes over which each example is normalized: -1 is the last; 1 is the first after the batch, as in Keras. Several: over all of them together.',
});

/** Places of these axes in the shape of an example, in order. Throws where one is the batch, does not exist, or is named twice. */
export function axesOf(shape: readonly (number | null)[], axes: readonly number[]): readonly number[] {
  const rank = shape.length;
  const places = axes.map((axis) => (axis < 0 ? rank + axis : axis - 1));
  const choices = `${formatShape(shape)} has the axes 1 to ${rank}, or -1 to -${rank}`;
  if (axes.includes(0)) throw new SpecProblem('axis 0 is the batch: use -1 for the last axis or 1 for the first one of an example', 'axis');
  if (axes.length === 0) throw new SpecProblem(`no axis is named: ${choices}`, 'axis');
  const odd = places.findIndex((place) => place < 0 || place >= rank);
  if (odd >= 0) throw new SpecProblem(`axis ${axes[odd]} does not exist: ${choices}`, 'axis');
  if (new Set(places).size < places.length) throw new SpecProblem('an axis is named twice: name each once', 'axis');
  return places.toSorted((a, b) => a - b);
}
