import { defineBlock, known, SpecProblem } from '../block.ts';
import { int } from '../params.ts';
import { floatSpec, formatShape } from '../tensorSpec.ts';

export const concatenate = defineBlock({
  kind: 'concatenate',
  version: 1,
  title: 'Concatenate',
  group: 'merging',
  searchWords: ['merge', 'join'],
  summary: 'Joins tensors along one axis, in the order of the wires.',
  params: {
    axis: int({
      default: -1,
      help: 'The axis that grows: -1 is the last (channels, features); 1 is the first after the batch, as in Keras.',
    }),
  },
  rules: [
    {
      param: 'axis',
      message: 'axis 0 is the batch: use -1 for the last axis or 1 for the first one of an example',
      holds: ({ axis }) => axis !== 0,
    },
  ],
  keras: { name: 'Concatenate' },
  inputs: [{ name: 'x', variadic: true, min: 2, help: 'Two or more tensors whose other axes are equal.' }],
  outputs: [{ name: 'y' }],
  infer({ x = [] }, { axis }) {
    const [first] = x;
    if (!first) throw new SpecProblem('Concatenate has no inputs: connect two or more');
    const rank = first.shape.length;
    const joined = axis < 0 ? rank + axis : axis - 1;
    if (joined < 0 || joined >= rank) {
      throw new SpecProblem(
        `axis ${axis} does not exist: ${formatShape(first.shape)} has the axes 1 to ${rank}, or -1 to -${rank}`,
        'axis',
      );
    }
    const odd = x.find(
      (spec) => spec.shape.length !== rank || spec.shape.some((length, at) => at !== joined && length !== first.shape[at]),
    );
    if (odd) {
      throw new SpecProblem(
        `${formatShape(first.shape)} and ${formatShape(odd.shape)} differ in more than axis ${axis}: all other axes must be equal`,
      );
    }
    const length = x.reduce((sum, spec) => sum + known(spec.shape[joined], 'the length of the joined axis'), 0);
    return { y: floatSpec(first.shape.map((own, at) => (at === joined ? length : own))) };
  },
  cases: [
    { inputs: { x: [[4], [3]] }, output: [7], weights: 0 },
    {
      inputs: {
        x: [
          [2, 3, 1],
          [2, 3, 4],
        ],
      },
      output: [2, 3, 5],
      weights: 0,
    },
    {
      inputs: {
        x: [
          [2, 3],
          [4, 3],
        ],
      },
      values: { axis: 1 },
      output: [6, 3],
      weights: 0,
    },
  ],
});
