import { defineBlock, known, only, SpecProblem } from '../block.ts';
import { shape } from '../params.ts';
import { floatSpec, formatShape, sizeOf } from '../tensorSpec.ts';

export const reshape = defineBlock({
  kind: 'reshape',
  version: 1,
  title: 'Reshape',
  group: 'reshaping',
  searchWords: ['view'],
  summary: 'The same numbers in another shape.',
  params: {
    targetShape: shape({
      default: [-1],
      infer: true,
      help: 'Lengths of the new axes, without the batch. One of them may be -1: whatever is left.',
    }),
  },
  keras: { name: 'Reshape' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer(inputs, { targetShape }) {
    const spec = only(inputs, 'x');
    const size = known(sizeOf(spec.shape), 'the size of the input');
    const given = targetShape.filter((length) => length !== -1).reduce((a, b) => a * b, 1);
    const open = targetShape.includes(-1);
    if (open ? size % given !== 0 : size !== given) {
      throw new SpecProblem(
        `the ${size} numbers of ${formatShape(spec.shape)} do not fit into ${formatShape(targetShape)}: ` +
          (open ? `the given lengths must divide ${size}` : `the lengths must multiply to ${size}, or let one be -1`),
        'targetShape',
      );
    }
    return { y: floatSpec(targetShape.map((length) => (length === -1 ? size / given : length))) };
  },
  face: ({ targetShape }) => `to ${targetShape.join(' × ')}`,
  cases: [
    { inputs: { x: [[12]] }, values: { targetShape: [3, 4] }, output: [3, 4], weights: 0 },
    { inputs: { x: [[4, 6]] }, values: { targetShape: [2, -1, 3] }, output: [2, 4, 3], weights: 0 },
  ],
});
