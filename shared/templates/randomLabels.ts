import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const randomLabels: Template = {
  id: 'random-labels',
  title: 'Random labels, learned by heart',
  family: 'Numbers',
  summary: 'Labels that mean nothing: the training loss goes to 0 all the same, and the validation tells that nothing was learned.',
  build: () =>
    chain({
      name: 'Random labels, learned by heart',
      notes:
        'No number of a row says anything of its label, so that no model can be right more often than by chance: a quarter. Yet a network with more weights than there are rows learns every one of them, and its training accuracy reaches 100 % (arXiv 1611.03530). Look at the gap between the two losses: the Doctor tab says when it opened. Then try early stopping, dropout, a weight penalty or more rows: each closes the gap, and none makes the validation better than chance.',
      data: { dataset: 'randomLabels', validationSize: 0.2 },
      training: { epochs: 60, batchSize: 32, optimizer: { kind: 'adam', values: { learningRate: 0.003 } } },
      links: [
        ['input', { shape: [20], column: 'features' }],
        ['dense', { units: 256, activation: 'relu' }],
        ['dense', { units: 256, activation: 'relu' }],
        ['dense', { units: 4, activation: 'softmax' }],
        ['output', { column: 'class', metrics: ['accuracy'] }, 'class'],
      ],
    }),
};
