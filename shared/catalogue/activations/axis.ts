import { int } from '../params.ts';

/** The axis that an activation mixes, as Keras counts them: the batch is 0, -1 the last. */
export const axis = int({
  default: -1,
  min: -8,
  max: 8,
  advanced: true,
  help: 'The axis that is mixed, counted with the batch as 0; -1 is the last.',
});

/** Why a tensor of this shape, without its batch, has no such axis to mix, in words. */
export function axisFits(shape: readonly (number | null)[], own: number): string | null {
  const rank = shape.length + 1;
  const at = own < 0 ? rank + own : own;
  if (at === 0) return 'it would mix the examples of a batch: give it another axis, such as -1';
  return at > 0 && at < rank ? null : `there is no axis ${own}: with the batch there are ${rank}; give it one from 1 to ${rank - 1}, or -1`;
}
