import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const twoSpirals: Template = {
  id: 'two-spirals',
  title: 'Two spirals',
  family: 'First networks',
  summary: 'Two interleaved spirals: needs several layers. See the loss stand still, then fall.',
  build: () =>
    chain({
      name: 'Two spirals',
      notes:
        'A classic trial of depth. With one hidden layer it learns slowly or not at all; with three it winds itself round the spirals.',
      data: { dataset: 'twoSpirals', validationSize: 0.2 },
      training: { epochs: 300, batchSize: 32, optimizer: { kind: 'adam', values: { learningRate: 0.01 } } },
      links: [
        ['input', { shape: [2], column: 'point' }],
        ['dense', { units: 32, activation: 'tanh' }],
        ['dense', { units: 32, activation: 'tanh' }],
        ['dense', { units: 16, activation: 'tanh' }],
        ['dense', { units: 1, activation: 'sigmoid' }],
        ['output', { column: 'spiral', loss: 'binaryCrossentropy', metrics: ['accuracy'] }, 'spiral'],
      ],
    }),
};
