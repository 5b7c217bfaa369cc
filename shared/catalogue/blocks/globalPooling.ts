import { defineBlock, only, type Block, type BlockCase } from '../block.ts';
import { bool, type BoolParam } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { places, type Dimensions } from './window.ts';

/** What global max and average pooling share. */
export function globalPooling(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly searchWords: readonly string[];
  readonly dimensions: Dimensions;
  readonly cases?: readonly BlockCase[];
}): Block<{ readonly keepdims: BoolParam }> {
  const { dimensions, cases = [], ...names } = own;
  const shape = [5, 4, 2].slice(0, dimensions);
  const ones = shape.map(() => 1);
  return defineBlock({
    ...names,
    version: 1,
    group: 'pooling',
    params: {
      keepdims: bool({
        default: false,
        title: 'Keep dimensions',
        help: dimensions === 1 ? 'Keeps the steps as an axis of length 1.' : 'Keeps height and width as axes of length 1.',
      }),
    },
    keras: { name: own.title, lacks: ['data_format'], ...(dimensions === 3 ? { stock: false } : {}) },
    inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }],
    outputs: [{ name: 'y' }],
    infer(inputs, { keepdims }) {
      const channels = only(inputs, 'x').shape[dimensions] ?? null;
      return { y: floatSpec(keepdims ? [...ones, channels] : [channels]) };
    },
    cases: [
      { inputs: { x: [[...shape, 3]] }, output: [3], weights: 0 },
      { inputs: { x: [[...shape, 3]] }, values: { keepdims: true }, output: [...ones, 3], weights: 0 },
      ...cases,
    ],
  });
}
