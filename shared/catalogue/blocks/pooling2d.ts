import { defineBlock, only, type Block } from '../block.ts';
import { size2d, type ChoiceParam, type Size2dParam } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { padding, slide } from './window.ts';

interface PoolingParams extends Record<string, Size2dParam | ChoiceParam> {
  readonly poolSize: Size2dParam;
  readonly strides: Size2dParam;
  readonly padding: ChoiceParam<'valid' | 'same'>;
}

/** What max and average pooling share: everything but the name and what is done with the window. */
export function pooling2d(own: { kind: string; title: string; summary: string; verb: string }): Block<PoolingParams> {
  const params: PoolingParams = {
    poolSize: size2d({ default: [2, 2], min: 1, help: `Height and width of the window whose ${own.verb} is taken.` }),
    strides: size2d({ default: [2, 2], min: 1, help: 'How far the window moves. Smaller than the pool: windows overlap.' }),
    padding,
  };
  return defineBlock({
    kind: own.kind,
    version: 1,
    title: own.title,
    group: 'pooling',
    summary: own.summary,
    params,
    keras: { name: own.title },
    inputs: [{ name: 'x', rank: 3, help: 'An image: height × width × channels.' }],
    outputs: [{ name: 'y' }],
    infer(inputs, values) {
      const { shape } = only(inputs, 'x');
      const [height, width] = slide(shape, { what: 'pool', size: values.poolSize, strides: values.strides, padding: values.padding });
      return { y: floatSpec([height, width, shape[2] ?? null]) };
    },
    face: (values) => {
      const size = values.poolSize.join('×');
      const strides = values.strides.join('×');
      return size === strides ? size : `${size}, stride ${strides}`;
    },
    cases: [
      { inputs: { x: [[8, 8, 3]] }, output: [4, 4, 3], weights: 0 },
      { inputs: { x: [[7, 5, 2]] }, values: { padding: 'same' }, output: [4, 3, 2], weights: 0 },
      { inputs: { x: [[7, 7, 2]] }, values: { poolSize: [3, 3], strides: [2, 2] }, output: [3, 3, 2], weights: 0 },
      { inputs: { x: [[7, 6, 1]] }, values: { poolSize: [3, 2], strides: [1, 2], padding: 'same' }, output: [7, 3, 1], weights: 0 },
    ],
  });
}
