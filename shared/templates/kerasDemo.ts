import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const kerasDemo: Template = {
  id: 'keras-demo',
  title: 'Keras in four steps',
  family: 'Numbers',
  summary: 'Define, compile, fit, predict: 21 inputs, three hidden layers of 100 and one answer, yes or no.',
  build: () =>
    chain({
      name: 'Keras in four steps',
      notes:
        'The four steps of Keras are the four parts of this project: the blocks define the model, the loss and the metrics at the Output with the optimizer of the training compile it, Run fits it, and a finished run predicts. Watch how training and validation part after some epochs: 22,500 weights for 3,200 rows learn the rows by heart. Put a Dropout between the layers, or an L2 penalty on their weights, and see the two curves come together.',
      data: { dataset: 'twoClasses', validationSize: 0.2 },
      training: { epochs: 20, batchSize: 32, optimizer: 'adam' },
      links: [
        ['input', { shape: [21], column: 'features' }],
        ['dense', { units: 100, activation: 'relu' }],
        ['dense', { units: 100, activation: 'relu' }],
        ['dense', { units: 100, activation: 'relu' }],
        ['dense', { units: 1, activation: 'sigmoid' }],
        ['output', { column: 'class', loss: 'binaryCrossentropy', metrics: ['accuracy'] }, 'class'],
      ],
    }),
};
