import { only, type InputPort, type InputSpecs, type OutputSpecs } from '../block.ts';
import { floatSpec } from '../tensorSpec.ts';
import { places, type Dimensions } from './window.ts';

/** What enlarging along 1, 2 or 3 axes has in common. */
export const upSampling = (dimensions: Dimensions) => ({
  version: 1,
  group: 'reshaping' as const,
  searchWords: ['upsample', 'resize', 'enlarge', 'decoder'],
  inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }] satisfies InputPort[],
  outputs: [{ name: 'y' }],
});

/** The input with each axis before the channels as many times as long. */
export function enlarged(inputs: InputSpecs, size: readonly number[]): OutputSpecs {
  return { y: floatSpec(only(inputs, 'x').shape.map((length, axis) => (length === null ? null : length * (size[axis] ?? 1)))) };
}
