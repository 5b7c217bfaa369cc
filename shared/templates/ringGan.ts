import { adversarial, adversarialPhases } from './adversarial.ts';
import { network, type GivenValues, type Link } from './network.ts';
import type { Template } from './template.ts';

const dense = (units: number, values: GivenValues = { activation: 'leakyRelu', kernelInitializer: 'heNormal' }, name = ''): Link => [
  'dense',
  { units, ...values },
  name,
];

export const ringGan: Template = {
  id: 'ring-gan',
  title: 'GAN, points on a ring',
  family: 'Several networks',
  summary:
    'Two networks against each other: one makes points out of chance, the other judges whether they are real. Watch the points find eight heaps.',
  build: () =>
    network(
      {
        name: 'GAN, points on a ring',
        notes:
          'Two networks in one project: open "generator" and "judge" with a double click. The judge stands there twice, over the points of the data and over those that the generator makes, with one set of weights. The generator never sees a point of the data: all it learns comes through the judge. Both take turns (the phases in the training choices): the judge learns to tell real from generated, with the generator held; then the generator learns to make points that the judge calls real, with the judge held. No loss has to fall: while both keep up, the judge stays near 2 ln 2 = 1.39 and the generator near 0.69. Watch the generated points in the Training tab: first a blot, then a ring, then eight heaps. A generator that finds only some of them has collapsed: try another seed, a smaller rate, or more steps of the judge (Repeats).',
        data: { dataset: { kind: 'ring', values: {} }, validationSize: 0.1 },
        training: {
          epochs: 300,
          batchSize: 128,
          optimizer: { kind: 'adam', values: { learningRate: 0.001, beta1: 0.5, beta2: 0.99 } },
          phases: adversarialPhases,
        },
      },
      {
        data: { kind: 'input', values: { shape: [2], column: 'point' }, at: [1, 0] },
        ...adversarial({
          real: 'data',
          noise: 2,
          generator: [dense(128), dense(128), dense(2, {}, 'made')],
          judge: [dense(128), dense(128), dense(1, {}, 'score')],
          made: 'points',
          column: 2,
        }),
      },
    ),
};
