import { network } from './network.ts';
import type { Template } from './template.ts';

const width = 32;

export const transformer: Template = {
  id: 'transformer',
  title: 'Small transformer',
  family: 'Sequences',
  summary: 'The same text read by attention: every character looks at those before it, and no state is carried along.',
  build: () =>
    network(
      {
        name: 'Small transformer',
        notes:
          'One block of a transformer: attention and two Dense layers, each with a shortcut around it and a LayerNormalization behind it (Vaswani and others, arXiv 1706.03762). Take the PositionEmbedding away: attention then sees which letters there are, and not in which order, and the loss stays high. All steps are computed side by side, where an LSTM takes one after the other; compare the time of a step. The last layers read the last step alone.',
        data: { dataset: 'characters', validationSize: 0.1 },
        training: { epochs: 12, batchSize: 64, optimizer: { kind: 'adam', values: { learningRate: 0.003 } } },
      },
      {
        input: { kind: 'input', values: { shape: [32], column: 'before' }, at: [0, 0] },
        embedding: { kind: 'embedding', values: { inputDim: 28, outputDim: width }, from: ['input'], at: [1, 0] },
        positions: { kind: 'positionEmbedding', from: ['embedding'], at: [2, 0] },
        attention: {
          kind: 'multiHeadAttention',
          values: { numHeads: 4, keyDim: 8, causal: true },
          from: ['positions > query', 'positions > value'],
          at: [1, 1],
        },
        'add-attention': { kind: 'add', from: ['positions', 'attention'], at: [2, 1] },
        'norm-attention': { kind: 'layerNormalization', from: ['add-attention'], at: [3, 1] },
        widen: { kind: 'dense', values: { units: 64, activation: 'relu' }, from: ['norm-attention'], at: [0, 2] },
        narrow: { kind: 'dense', values: { units: width }, from: ['widen'], at: [1, 2] },
        'add-dense': { kind: 'add', from: ['norm-attention', 'narrow'], at: [2, 2] },
        'norm-dense': { kind: 'layerNormalization', from: ['add-dense'], at: [3, 2] },
        last: { kind: 'cropping1d', name: 'last step', values: { cropping: [31, 0] }, from: ['norm-dense'], at: [0, 3] },
        flat: { kind: 'flatten', from: ['last'], at: [1, 3] },
        dense: { kind: 'dense', values: { units: 28, activation: 'softmax' }, from: ['flat'], at: [2, 3] },
        output: {
          kind: 'output',
          name: 'next',
          values: { column: 'next', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
          from: ['dense'],
          at: [3, 3],
        },
      },
    ),
};
