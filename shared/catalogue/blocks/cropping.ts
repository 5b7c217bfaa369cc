import { defineBlock, known, only, SpecProblem, type Block, type BlockCase } from '../block.ts';
import { edges, type SizeParam } from '../params.ts';
import { floatSpec, formatShape } from '../tensorSpec.ts';
import { atBothEnds, ends, endsFace } from './ends.ts';
import { places, type Dimensions } from './window.ts';

const cases: Readonly<Record<Dimensions, readonly BlockCase[]>> = {
  1: [
    { inputs: { x: [[5, 2]] }, output: [3, 2], weights: 0 },
    { inputs: { x: [[6, 2]] }, values: { cropping: [0, 2] }, output: [4, 2], weights: 0 },
  ],
  2: [
    { inputs: { x: [[5, 4, 2]] }, values: { cropping: 1 }, output: [3, 2, 2], weights: 0 },
    { inputs: { x: [[5, 6, 1]] }, values: { cropping: [0, 1, 2, 1] }, output: [4, 3, 1], weights: 0 },
  ],
  3: [
    { inputs: { x: [[4, 3, 4, 2]] }, output: [2, 1, 2, 2], weights: 0 },
    { inputs: { x: [[3, 4, 3, 1]] }, values: { cropping: [1, 0, 0, 2, 1, 1] }, output: [2, 2, 1, 1], weights: 0 },
  ],
};

/** Cuts the ends of 1, 2 or 3 axes off. Keras: https://keras.io/api/layers/reshaping_layers/cropping2d/ */
export function cropping(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly dimensions: Dimensions;
}): Block<{ readonly cropping: SizeParam }> {
  const { dimensions, ...names } = own;
  const parts = ends[dimensions];
  // Keras's defaults: nothing of an image, one of the others.
  const each = dimensions === 2 ? 0 : 1;
  return defineBlock({
    ...names,
    version: 1,
    group: 'reshaping',
    searchWords: ['crop', 'cut'],
    params: {
      cropping: edges(parts, {
        default: parts.map(() => each),
        min: 0,
        help: `How much is cut off at each end: ${parts.join(', ')}. One number means all of them.`,
      }),
    },
    keras: { name: own.title, lacks: dimensions === 1 ? [] : ['data_format'], ...(dimensions === 2 ? {} : { stock: false }) },
    inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }],
    outputs: [{ name: 'y' }],
    infer(inputs, values) {
      const { shape } = only(inputs, 'x');
      const cut = atBothEnds(values.cropping);
      const left = shape.map((length, axis) => (axis < dimensions ? known(length, 'a length to cut') - (cut[axis] ?? 0) : length));
      if (left.some((length) => length !== null && length < 1))
        throw new SpecProblem(`nothing is left of ${formatShape(shape)}: cut off less`, 'cropping');
      return { y: floatSpec(left) };
    },
    face: (values) => endsFace(values.cropping),
    cases: cases[dimensions],
  });
}
