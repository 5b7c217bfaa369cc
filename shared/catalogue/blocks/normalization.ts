import { defineBlock, known, only } from '../block.ts';
import { bool, float, optional } from '../params.ts';
import { floatSpec, sizeOf } from '../tensorSpec.ts';

/** Keras: https://keras.io/api/layers/preprocessing_layers/numerical/normalization/ */
export const normalization = defineBlock({
  kind: 'normalization',
  version: 1,
  title: 'Normalization',
  group: 'normalization',
  searchWords: ['standardize', 'standard score', 'z-score', 'scale inputs'],
  summary:
    'Brings each feature of the data to mean 0 and variance 1. It measures the training examples once, before training, and is the same for ever after; BatchNormalization sits inside the network, measures every batch anew, and learns a scale and a shift.',
  formula: 'y = (x - mean) / sqrt(variance), of the training examples',
  params: {
    mean: optional(float({ default: 0, advanced: true, help: 'A mean that is known, in place of the measured one.' })),
    variance: optional(float({ default: 1, min: 0, advanced: true, help: 'A variance that is known, in place of the measured one.' })),
    invert: bool({ default: false, advanced: true, help: 'The way back: from mean 0 and variance 1 to the measured ones.' }),
  },
  rules: [
    {
      param: 'variance',
      message: 'mean and variance are known together or measured together: give both, or neither',
      holds: ({ mean, variance }) => (mean === null) === (variance === null),
    },
  ],
  keras: { name: 'Normalization', stockWeights: { mean: 'moving_mean', variance: 'moving_variance' }, lacks: ['axis'] },
  adapts: ({ mean }) => mean === null,
  inputs: [{ name: 'x', help: 'Data, best straight from an Input; the last axis holds the features.' }],
  outputs: [{ name: 'y' }],
  infer: (inputs) => ({ y: floatSpec(only(inputs, 'x').shape) }),
  weights(inputs, { mean }) {
    if (mean !== null) return [];
    const shape = [known(only(inputs, 'x').shape.at(-1), 'the number of features')];
    return [
      { name: 'mean', shape, initializer: { kind: 'zeros', values: {} }, role: 'statistic', trainable: false },
      { name: 'variance', shape, initializer: { kind: 'ones', values: {} }, role: 'statistic', trainable: false },
    ];
  },
  multiplyAdds: (inputs) => sizeOf(only(inputs, 'x').shape) ?? 0,
  face: ({ mean, invert }) => [...(mean === null ? [] : ['given']), ...(invert ? ['inverted'] : [])].join(', '),
  cases: [
    { inputs: { x: [[6]] }, output: [6], weights: 12 },
    { inputs: { x: [[3, 4]] }, values: { mean: 0.5, variance: 4 }, output: [3, 4], weights: 0 },
    { inputs: { x: [[4]] }, values: { mean: -1, variance: 2, invert: true }, output: [4], weights: 0 },
  ],
});
