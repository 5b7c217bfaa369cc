import { defineBlock, only, SpecProblem } from '../block.ts';
import { shape } from '../params.ts';
import { floatSpec, formatShape } from '../tensorSpec.ts';

/** Keras: https://keras.io/api/layers/reshaping_layers/permute/ */
export const permute = defineBlock({
  kind: 'permute',
  version: 1,
  title: 'Permute',
  group: 'reshaping',
  searchWords: ['transpose', 'swap axes'],
  summary: 'Exchanges the axes of an example: 2, 1 turns steps × features into features × steps.',
  params: {
    dims: shape({
      default: [2, 1],
      help: 'The new order of the axes, counted from 1: 2, 1 exchanges the first two. The batch stays in front.',
    }),
  },
  rules: [
    {
      param: 'dims',
      message: 'every axis from 1 on must stand in the order once, such as 2, 1 or 3, 1, 2',
      holds: ({ dims }) => dims.toSorted((a, b) => a - b).every((axis, at) => axis === at + 1),
    },
  ],
  keras: { name: 'Permute' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { dims }) {
    const { shape: given } = only(inputs, 'x');
    if (given.length !== dims.length) {
      throw new SpecProblem(
        `${formatShape(given)} has ${given.length} axes, the order names ${dims.length}: name each axis from 1 to ${given.length} once`,
        'dims',
      );
    }
    return { y: floatSpec(dims.map((axis) => given[axis - 1] ?? null)) };
  },
  face: ({ dims }) => dims.join(', '),
  cases: [
    { inputs: { x: [[3, 4]] }, output: [4, 3], weights: 0 },
    { inputs: { x: [[2, 3, 4]] }, values: { dims: [3, 1, 2] }, output: [4, 2, 3], weights: 0 },
  ],
});
