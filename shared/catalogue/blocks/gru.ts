import { defineBlock } from '../block.ts';
import { bool } from '../params.ts';
import {
  bothWaysRule,
  recurrentDrops,
  recurrentFace,
  recurrentKept,
  recurrentKeras,
  recurrentActivation,
  recurrentParams,
  recurrentSpecs,
  recurrentWeights,
  recurrentWork,
  sequenceInput,
} from './recurrent.ts';

const gates = 3;

/** Keras: https://keras.io/api/layers/recurrent_layers/gru/ (Cho and others, arXiv 1406.1078) */
export const gru = defineBlock({
  kind: 'gru',
  version: 1,
  title: 'GRU',
  group: 'recurrent',
  searchWords: ['gated recurrent unit', 'rnn', 'sequence'],
  summary: 'Reads a sequence step by step; two gates decide how much of the state is kept and how much is looked at. Smaller than an LSTM.',
  formula: 'z, r = sigmoid(x W + h U + b); g = tanh(x W + r (h U) + b); h = z h + (1 - z) g',
  params: {
    ...recurrentParams,
    recurrentActivation,
    resetAfter: bool({
      default: true,
      advanced: true,
      help: 'Applies the reset gate after the product with the state, as fast implementations do; off: before it, as in the first paper and in TF.js.',
    }),
  },
  rules: [bothWaysRule],
  keras: recurrentKeras('GRU'),
  activationInside: true,
  inputs: sequenceInput,
  outputs: [{ name: 'y' }],
  infer: recurrentSpecs,
  weights: (inputs, values) => recurrentWeights(inputs, values, gates, values.resetAfter ? { shape: [2, gates * values.units] } : {}),
  multiplyAdds: (inputs, _outputs, values) => recurrentWork(inputs, values, gates),
  kept: (inputs, values) => recurrentKept(inputs, values, gates),
  drops: recurrentDrops,
  face: recurrentFace,
  cases: [
    { inputs: { x: [[4, 3]] }, values: { units: 5, biasInitializer: 'ones' }, output: [5], weights: 150 },
    {
      inputs: { x: [[3, 2]] },
      values: { units: 4, returnSequences: true, resetAfter: false, biasInitializer: 'ones' },
      output: [3, 4],
      weights: 84,
    },
    { inputs: { x: [[3, 3]] }, values: { units: 2, goBackwards: true, useBias: false }, output: [2], weights: 30 },
    { inputs: { x: [[3, 4]] }, values: { units: 3, dropout: 0.4, recurrentDropout: 0.3 }, output: [3], weights: 81 },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'concat' }, output: [6], weights: 126 },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'mul', returnSequences: true }, output: [4, 3], weights: 126 },
    { inputs: { x: [[4, 2]] }, masked: true, values: { units: 3, goBackwards: true }, output: [3], weights: 63 },
  ],
});
