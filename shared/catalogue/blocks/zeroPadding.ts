import { defineBlock, only, type Block, type BlockCase } from '../block.ts';
import { edges, type SizeParam } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { atBothEnds, ends, endsFace } from './ends.ts';
import { places, type Dimensions } from './window.ts';

const cases: Readonly<Record<Dimensions, readonly BlockCase[]>> = {
  1: [
    { inputs: { x: [[4, 2]] }, output: [6, 2], weights: 0 },
    { inputs: { x: [[3, 2]] }, values: { padding: [0, 2] }, output: [5, 2], weights: 0 },
  ],
  2: [
    { inputs: { x: [[3, 4, 2]] }, output: [5, 6, 2], weights: 0 },
    { inputs: { x: [[3, 4, 1]] }, values: { padding: [0, 1, 2, 1] }, output: [4, 7, 1], weights: 0 },
  ],
  3: [
    { inputs: { x: [[2, 3, 2, 2]] }, output: [4, 5, 4, 2], weights: 0 },
    { inputs: { x: [[2, 2, 2, 1]] }, values: { padding: [1, 0, 0, 2, 1, 1] }, output: [3, 4, 4, 1], weights: 0 },
  ],
};

/** Zeros around an input along 1, 2 or 3 axes. Keras: https://keras.io/api/layers/reshaping_layers/zero_padding2d/ */
export function zeroPadding(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly dimensions: Dimensions;
}): Block<{ readonly padding: SizeParam }> {
  const { dimensions, ...names } = own;
  const parts = ends[dimensions];
  return defineBlock({
    ...names,
    version: 1,
    group: 'reshaping',
    searchWords: ['pad', 'border'],
    params: {
      padding: edges(parts, {
        default: parts.map(() => 1),
        min: 0,
        help: `How many zeros at each end: ${parts.join(', ')}. One number means all of them.`,
      }),
    },
    keras: { name: own.title, lacks: ['data_format'], ...(dimensions === 2 ? {} : { stock: false }) },
    inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }],
    outputs: [{ name: 'y' }],
    infer(inputs, { padding }) {
      const added = atBothEnds(padding);
      return { y: floatSpec(only(inputs, 'x').shape.map((length, axis) => (length === null ? null : length + (added[axis] ?? 0)))) };
    },
    face: ({ padding }) => endsFace(padding),
    cases: cases[dimensions],
  });
}
