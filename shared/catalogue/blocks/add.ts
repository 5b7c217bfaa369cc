import { defineBlock, SpecProblem } from '../block.ts';
import { floatSpec, formatShape, sameShape, sizeOf } from '../tensorSpec.ts';

export const add = defineBlock({
  kind: 'add',
  version: 1,
  title: 'Add',
  group: 'merging',
  searchWords: ['residual', 'skip', 'sum'],
  summary: 'Adds tensors of one shape: the shortcut of a residual block.',
  params: {},
  keras: { name: 'Add' },
  inputs: [{ name: 'x', variadic: true, min: 2, help: 'Two or more tensors of the same shape.' }],
  outputs: [{ name: 'y' }],
  infer({ x = [] }) {
    const [first] = x;
    if (!first) throw new SpecProblem('Add has no inputs: connect two or more');
    const odd = x.find((spec) => !sameShape(spec.shape, first.shape));
    if (odd) {
      throw new SpecProblem(
        `Add needs equal shapes: ${formatShape(first.shape)} and ${formatShape(odd.shape)} differ; match the filters or units, strides and padding of the branches`,
      );
    }
    return { y: floatSpec(first.shape) };
  },
  multiplyAdds: ({ x = [] }) => (sizeOf(x[0]?.shape ?? []) ?? 0) * Math.max(0, x.length - 1),
  cases: [
    { inputs: { x: [[4], [4]] }, output: [4], weights: 0 },
    {
      inputs: {
        x: [
          [3, 3, 2],
          [3, 3, 2],
          [3, 3, 2],
        ],
      },
      output: [3, 3, 2],
      weights: 0,
    },
  ],
});
