import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const xor: Template = {
  id: 'xor',
  title: 'XOR',
  family: 'First networks',
  summary: 'The smallest problem that needs a hidden layer: no straight line separates the classes.',
  build: () =>
    chain({
      name: 'XOR',
      notes: 'Take the hidden layer away and the accuracy stays near one half: that is what made hidden layers necessary.',
      data: { dataset: 'xor', validationSize: 0.2 },
      training: { epochs: 50, batchSize: 32, optimizer: { kind: 'adam', values: { learningRate: 0.01 } } },
      links: [
        ['input', { shape: [2], column: 'point' }],
        ['dense', { units: 8, activation: 'tanh' }],
        ['dense', { units: 1, activation: 'sigmoid' }],
        ['output', { column: 'class', loss: 'binaryCrossentropy', metrics: ['accuracy'] }, 'class'],
      ],
    }),
};
