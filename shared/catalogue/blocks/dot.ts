import { defineBlock, only, SpecProblem } from '../block.ts';
import { bool, type SizeParam } from '../params.ts';
import { floatSpec, formatShape, sizeOf } from '../tensorSpec.ts';

const axes: SizeParam<readonly [number, number]> = {
  type: 'size',
  parts: ['of the first', 'of the second'],
  default: [-1, -1],
  min: -8,
  help: 'The axis of each tensor whose numbers are multiplied and summed: -1 is the last; 1 is the first after the batch, as in Keras.',
};

/** Keras: https://keras.io/api/layers/merging_layers/dot/ */
export const dot = defineBlock({
  kind: 'dot',
  version: 1,
  title: 'Dot',
  group: 'merging',
  searchWords: ['scalar product', 'cosine', 'similarity', 'matmul'],
  summary: 'Multiplies two tensors along one axis of each and sums up: how alike two vectors are, or a product of matrices.',
  formula: 'y = sum over the axis of x1 x2',
  params: {
    axes,
    normalize: bool({
      default: false,
      help: 'Brings the numbers of the axis to length 1 first: what comes out is the cosine of the angle between them.',
    }),
  },
  rules: [
    {
      param: 'axes',
      message: 'axis 0 is the batch: use -1 for the last axis or 1 for the first one of an example',
      holds: ({ axes: own }) => !own.includes(0),
    },
  ],
  keras: { name: 'Dot' },
  inputs: [{ name: 'x', variadic: true, min: 2, max: 2, help: 'Two tensors; the axes that meet have one length.' }],
  outputs: [{ name: 'y' }],
  infer({ x = [] }, values) {
    const [first, second] = x;
    if (!first || !second) throw new SpecProblem('Dot has fewer than two inputs: connect two');
    const cut = [first, second].map(({ shape }, at) => {
      const axis = values.axes[at] ?? -1;
      const place = axis < 0 ? shape.length + axis : axis - 1;
      if (place < 0 || place >= shape.length)
        throw new SpecProblem(
          `axis ${axis} does not exist: ${formatShape(shape)} has the axes 1 to ${shape.length}, or -1 to -${shape.length}`,
          'axes',
        );
      return { length: shape[place] ?? null, others: shape.filter((_, own) => own !== place) };
    });
    const [a, b] = cut;
    if (a?.length !== b?.length)
      throw new SpecProblem(
        `the axes that meet must have one length: ${formatShape(first.shape)} and ${formatShape(second.shape)} have ${a?.length ?? '?'} and ${b?.length ?? '?'}; choose other axes`,
        'axes',
      );
    const shape = cut.flatMap(({ others }) => others);
    return { y: floatSpec(shape.length === 0 ? [1] : shape) };
  },
  multiplyAdds: (inputs, outputs) => (sizeOf(outputs.y?.shape ?? []) ?? 0) * (only(inputs, 'x').shape.at(-1) ?? 0),
  face: ({ axes: own, normalize }) => [own.join(' · '), ...(normalize ? ['cosine'] : [])].join(', '),
  cases: [
    { inputs: { x: [[5], [5]] }, output: [1], weights: 0 },
    { inputs: { x: [[5], [5]] }, values: { normalize: true }, output: [1], weights: 0 },
    {
      inputs: {
        x: [
          [3, 4],
          [2, 4],
        ],
      },
      output: [3, 2],
      weights: 0,
    },
    {
      inputs: {
        x: [
          [3, 4],
          [3, 2],
        ],
      },
      values: { axes: 1 },
      output: [4, 2],
      weights: 0,
    },
    {
      inputs: {
        x: [
          [3, 4],
          [4, 2],
        ],
      },
      values: { axes: [2, 1], normalize: true },
      output: [3, 2],
      weights: 0,
    },
    { inputs: { x: [[3, 4], [4]] }, values: { axes: [2, 1] }, output: [3], weights: 0 },
  ],
});
