import { defineBlock, only, type Block, type BlockCase } from '../block.ts';
import type { ChoiceParam, SizeParam } from '../params.ts';
import { floatSpec } from '../tensorSpec.ts';
import { padding, places, slide, strideWords, type Dimensions } from './window.ts';

interface PoolingParams<T extends readonly number[]> extends Record<string, SizeParam<T> | ChoiceParam> {
  readonly poolSize: SizeParam<T>;
  readonly strides: SizeParam<T>;
  readonly padding: ChoiceParam<'valid' | 'same'>;
}

interface Pooling<T extends readonly number[]> {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  /** What is taken of a window. */
  readonly verb: string;
  readonly size: (options: { default: T; min: number; help: string }) => SizeParam<T>;
  /** Two in every direction. */
  readonly two: T;
  readonly cases: readonly BlockCase[];
}

/** What max and average pooling share: everything but the name and what is done with the window. */
export function pooling<T extends readonly number[]>({ size, two, ...own }: Pooling<T>): Block<PoolingParams<T>> {
  const dimensions: Dimensions = two.length === 1 ? 1 : two.length === 2 ? 2 : 3;
  const params: PoolingParams<T> = {
    poolSize: size({ default: two, min: 1, help: `The window whose ${own.verb} is taken.` }),
    strides: size({ default: two, min: 1, help: 'How far the window moves. Smaller than the pool: windows overlap.' }),
    padding,
  };
  return defineBlock<PoolingParams<T>>({
    kind: own.kind,
    version: 1,
    title: own.title,
    group: 'pooling',
    summary: own.summary,
    formula: own.formula,
    params,
    keras: { name: own.title, lacks: ['data_format'] },
    inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }],
    outputs: [{ name: 'y' }],
    infer(inputs, { poolSize, strides, padding: pad }) {
      const { shape } = only(inputs, 'x');
      return { y: floatSpec([...slide(shape, { what: 'pool', size: poolSize, strides, padding: pad }), shape[dimensions] ?? null]) };
    },
    face({ poolSize, strides }) {
      const pool = poolSize.join('×');
      return pool === strides.join('×') ? pool : `${pool}, ${strideWords(strides)}`;
    },
    cases: own.cases,
  });
}

/** Cases of pooling along 1, 2 and 3 axes. */
export const poolingCases: Readonly<Record<Dimensions, readonly BlockCase[]>> = {
  1: [
    { inputs: { x: [[8, 3]] }, output: [4, 3], weights: 0 },
    { inputs: { x: [[7, 2]] }, values: { padding: 'same' }, output: [4, 2], weights: 0 },
    { inputs: { x: [[9, 2]] }, values: { poolSize: 3, strides: 2 }, output: [4, 2], weights: 0 },
    { inputs: { x: [[6, 1]] }, values: { poolSize: 3, strides: 1, padding: 'same' }, output: [6, 1], weights: 0 },
  ],
  2: [
    { inputs: { x: [[8, 8, 3]] }, output: [4, 4, 3], weights: 0 },
    { inputs: { x: [[7, 5, 2]] }, values: { padding: 'same' }, output: [4, 3, 2], weights: 0 },
    { inputs: { x: [[7, 7, 2]] }, values: { poolSize: [3, 3], strides: [2, 2] }, output: [3, 3, 2], weights: 0 },
    { inputs: { x: [[7, 6, 1]] }, values: { poolSize: [3, 2], strides: [1, 2], padding: 'same' }, output: [7, 3, 1], weights: 0 },
  ],
  3: [
    { inputs: { x: [[4, 4, 4, 2]] }, output: [2, 2, 2, 2], weights: 0 },
    { inputs: { x: [[3, 5, 4, 1]] }, values: { padding: 'same' }, output: [2, 3, 2, 1], weights: 0 },
    { inputs: { x: [[5, 4, 4, 2]] }, values: { poolSize: [3, 2, 2], strides: [1, 2, 1] }, output: [3, 2, 3, 2], weights: 0 },
    { inputs: { x: [[3, 4, 3, 1]] }, values: { poolSize: 3, strides: [2, 1, 2], padding: 'same' }, output: [2, 4, 2, 1], weights: 0 },
  ],
};
