import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const regression: Template = {
  id: 'regression',
  title: 'Regression',
  family: 'Numbers',
  summary: 'Tells a number in place of a class: a curved formula of ten features, five of which mean nothing.',
  build: () =>
    chain({
      name: 'Regression',
      notes:
        'The last layer has one unit and no activation, and the loss is the mean squared error: the right pair for a number of any size. The noise in the data has variance 1, so that no model can bring the validation loss below 1; the mean of all rows alone gives about 24. Normalization measures the features before training; take it away for features of very different size and see what happens. Compare with the loss Huber when some rows are far off.',
      data: { dataset: 'friedman', validationSize: 0.2 },
      training: { epochs: 60, batchSize: 32, optimizer: { kind: 'adam', values: { learningRate: 0.003 } } },
      links: [
        ['input', { shape: [10], column: 'features' }],
        ['normalization', {}],
        ['dense', { units: 64, activation: 'relu' }],
        ['dense', { units: 64, activation: 'relu' }],
        ['dense', { units: 1 }],
        ['output', { column: 'y', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] }, 'y'],
      ],
    }),
};
