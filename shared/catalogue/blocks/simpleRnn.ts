import { defineBlock } from '../block.ts';
import {
  bothWaysRule,
  recurrentFace,
  recurrentKeras,
  recurrentParams,
  recurrentSpecs,
  recurrentWeights,
  recurrentWork,
  sequenceInput,
} from './recurrent.ts';

/** Keras: https://keras.io/api/layers/recurrent_layers/simple_rnn/ */
export const simpleRnn = defineBlock({
  kind: 'simpleRnn',
  version: 1,
  title: 'SimpleRNN',
  group: 'recurrent',
  searchWords: ['recurrent', 'elman', 'sequence'],
  summary: 'Reads a sequence step by step; each output is an input of the next step. Short memory: gradients fade over many steps.',
  formula: 'h = activation(x W + h U + b)',
  params: recurrentParams,
  rules: [bothWaysRule],
  keras: recurrentKeras('SimpleRNN'),
  activationInside: true,
  inputs: sequenceInput,
  outputs: [{ name: 'y' }],
  infer: recurrentSpecs,
  weights: (inputs, values) => recurrentWeights(inputs, values, 1),
  multiplyAdds: (inputs, _outputs, values) => recurrentWork(inputs, values, 1),
  face: recurrentFace,
  cases: [
    { inputs: { x: [[4, 3]] }, values: { units: 5, biasInitializer: 'ones' }, output: [5], weights: 45 },
    {
      inputs: { x: [[3, 2]] },
      values: { units: 4, returnSequences: true, activation: 'relu', useBias: false },
      output: [3, 4],
      weights: 24,
    },
    { inputs: { x: [[3, 4]] }, values: { units: 3, dropout: 0.4, recurrentDropout: 0.3, goBackwards: true }, output: [3], weights: 24 },
    {
      inputs: { x: [[3, 4]] },
      values: {
        units: 3,
        kernelRegularizer: 'l1',
        recurrentRegularizer: 'orthogonal',
        activityRegularizer: { kind: 'l2', values: { l2: 0.02 } },
        recurrentConstraint: { kind: 'maxNorm', values: { maxValue: 0.7 } },
        kernelConstraint: 'unitNorm',
      },
      output: [3],
      weights: 24,
    },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'concat' }, output: [6], weights: 36 },
    { inputs: { x: [[4, 2]] }, values: { units: 3, bidirectional: 'sum', returnSequences: true }, output: [4, 3], weights: 36 },
    { inputs: { x: [[4, 2]] }, masked: true, values: { units: 3 }, output: [3], weights: 18 },
  ],
});
