import { defineBlock, only } from '../block.ts';
import { float } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';

export const rescaling = defineBlock({
  kind: 'rescaling',
  version: 1,
  title: 'Rescaling',
  group: 'normalization',
  searchWords: ['normalize', 'scale'],
  summary: 'Multiplies and shifts: 1/255 brings pixels to 0..1. Part of the model, so it travels with every export.',
  formula: 'y = x scale + offset',
  params: {
    scale: float({ default: 1 / 255, help: 'Factor; 1/255 = 0.003922 for pixels.' }),
    offset: float({ default: 0, help: 'Added afterwards; scale 1/127.5 with offset -1 gives -1..1.' }),
  },
  keras: { name: 'Rescaling' },
  inputs: [{ name: 'x' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: floatSpec(only(inputs, 'x').shape) }),
  face: ({ scale, offset }) => {
    const inverse = 1 / scale;
    const factor =
      Math.abs(inverse) > 1 && Math.abs(inverse - Math.round(inverse * 10) / 10) < 1e-6
        ? `÷ ${Math.round(inverse * 10) / 10}`
        : `× ${Number(scale.toPrecision(4))}`;
    return offset === 0 ? factor : `${factor} ${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`;
  },
  cases: [
    { inputs: { x: [[4, 4, 1]] }, output: [4, 4, 1], weights: 0 },
    { inputs: { x: [[3]] }, values: { scale: 2, offset: -1 }, output: [3], weights: 0 },
  ],
});
