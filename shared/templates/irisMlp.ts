import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const irisMlp: Template = {
  id: 'iris-mlp',
  title: 'Iris, small network',
  family: 'First networks',
  summary: 'Three species of flowers from four lengths: 150 rows, trained in seconds.',
  build: () =>
    chain({
      name: 'Iris, small network',
      notes: 'A table with few rows. The validation curve is rough, since one flower more or less right is 3 %.',
      data: { dataset: 'iris', validationSize: 0.2 },
      training: { epochs: 100, batchSize: 16, optimizer: { kind: 'adam', values: { learningRate: 0.01 } } },
      links: [
        ['input', { shape: [4], column: 'measurements' }],
        ['dense', { units: 16, activation: 'relu' }],
        ['dense', { units: 3, activation: 'softmax' }],
        ['output', { column: 'species', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }, 'species'],
      ],
    }),
};
