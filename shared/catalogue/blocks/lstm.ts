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

const gates = 4;

/** Keras: https://keras.io/api/layers/recurrent_layers/lstm/ (Hochreiter and Schmidhuber, 1997) */
export const lstm = defineBlock({
  kind: 'lstm',
  version: 1,
  title: 'LSTM',
  group: 'recurrent',
  searchWords: ['long short-term memory', 'rnn', 'sequence'],
  summary: 'Reads a sequence step by step with a memory cell that gates open and close: it can keep something over many steps.',
  formula: 'i, f, o = sigmoid(x W + h U + b); g = tanh(x W + h U + b); c = f c + i g; h = o tanh(c)',
  params: {
    ...recurrentParams,
    recurrentActivation,
    unitForgetBias: bool({
      default: true,
      advanced: true,
      help: 'The bias of the forget gate starts at 1: at first the cell forgets little.',
    }),
  },
  rules: [bothWaysRule],
  keras: recurrentKeras('LSTM'),
  activationInside: true,
  inputs: sequenceInput,
  outputs: [{ name: 'y' }],
  infer: recurrentSpecs,
  weights(inputs, values) {
    const { units, biasInitializer } = values;
    const start = (length: number, initializer = biasInitializer) => ({ length, initializer });
    const forget = { kind: 'ones', values: {} };
    return recurrentWeights(
      inputs,
      values,
      gates,
      values.unitForgetBias ? { segments: [start(units), start(units, forget), start(2 * units)] } : {},
    );
  },
  multiplyAdds: (inputs, _outputs, values) => recurrentWork(inputs, values, gates),
  kept: (inputs, values) => recurrentKept(inputs, values, gates),
  drops: recurrentDrops,
  face: recurrentFace,
  cases: [
    { inputs: { x: [[4, 3]] }, values: { units: 5 }, output: [5], weights: 180 },
    { inputs: { x: [[3, 2]] }, values: { units: 9, returnSequences: true, unitForgetBias: false }, output: [3, 9], weights: 432 },
    {
      inputs: { x: [[4, 3]] },
      values: { units: 2, goBackwards: true, useBias: false, returnSequences: true },
      output: [4, 2],
      weights: 40,
    },
    { inputs: { x: [[3, 2]] }, values: { units: 3, activation: 'relu', recurrentActivation: 'hardSigmoid' }, output: [3], weights: 72 },
    { inputs: { x: [[3, 4]] }, values: { units: 3, dropout: 0.4, recurrentDropout: 0.3 }, output: [3], weights: 96 },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'concat' }, output: [6], weights: 144 },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'ave', returnSequences: true }, output: [4, 3], weights: 144 },
    { inputs: { x: [[4, 2]] }, masked: true, values: { units: 3, returnSequences: true }, output: [4, 3], weights: 72 },
    {
      inputs: { x: [[4, 2]] },
      masked: true,
      values: { units: 2, returnSequences: true, bidirectional: 'concat' },
      output: [4, 4],
      weights: 80,
    },
  ],
});
