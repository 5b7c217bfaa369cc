import { defineBlock, only, type Block, type BlockCase } from '../block.ts';
import type { FloatParam } from '../params.ts';
import { rateParam } from './rate.ts';
import { seed } from './seed.ts';
import { places, type Dimensions } from './window.ts';

/** Dropout of whole channels along 1, 2 or 3 axes. Keras: https://keras.io/api/layers/regularization_layers/spatial_dropout1d/ */
export function spatialDropout(own: {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly dimensions: Dimensions;
  readonly cases: readonly BlockCase[];
}): Block<{ readonly rate: FloatParam; readonly seed: typeof seed }> {
  const { dimensions, ...names } = own;
  return defineBlock({
    ...names,
    version: 1,
    group: 'regularization',
    formula: 'y = x mask / (1 - rate), one mask for a channel',
    params: { rate: rateParam('Share of the channels that is dropped.'), seed },
    keras: { name: own.title, stock: 'passes', lacks: dimensions === 1 ? [] : ['data_format'] },
    inputs: [{ name: 'x', rank: dimensions + 1, help: places[dimensions].input }],
    outputs: [{ name: 'y' }],
    infer: (inputs) => ({ y: only(inputs, 'x') }),
    drops: ({ rate }) => rate > 0,
    face: ({ rate }) => `rate ${rate}`,
  });
}
