import { network, type NetworkNode } from './network.ts';
import type { Template } from './template.ts';
import { verdict } from './verdict.ts';

const dense = (units: number, from: string, at: readonly [number, number], own: Partial<NetworkNode> = {}): NetworkNode => ({
  kind: 'dense',
  from: [from],
  at,
  ...own,
  values: { units, activation: 'leakyRelu', kernelInitializer: 'heNormal', ...own.values },
});

/** The judge, once over each of the things it judges: the second use has the weights of the first. */
const judge = (name: string, from: string, row: number, shares?: string): Record<string, NetworkNode> => {
  const own = (part: string): Partial<NetworkNode> => ({
    phase: 'judge',
    ...(shares === undefined ? {} : { shares: `${shares}-${part}` }),
  });
  return {
    [`${name}-1`]: dense(128, from, [3, row], own('1')),
    [`${name}-2`]: dense(128, `${name}-1`, [4, row], own('2')),
    [`${name}-score`]: dense(1, `${name}-2`, [5, row], {
      ...own('score'),
      values: { activation: 'linear', kernelInitializer: 'glorotUniform' },
    }),
  };
};

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
          'The generator never sees a point of the data: all it learns comes through the judge. Both take turns (the phases in the training choices): the judge learns to tell real from generated, with the generator held; then the generator learns to make points that the judge calls real, with the judge held. No loss has to fall: while both keep up, the judge stays near 2 ln 2 = 1.39 and the generator near 0.69. Watch the generated points in the Training tab: first a blot, then a ring, then eight heaps. A generator that finds only some of them has collapsed: try another seed, a smaller rate, or more steps of the judge (Repeats).',
        data: { dataset: { kind: 'ring', values: {} }, validationSize: 0.1 },
        training: {
          epochs: 300,
          batchSize: 128,
          optimizer: { kind: 'adam', values: { learningRate: 0.001, beta1: 0.5, beta2: 0.99 } },
          phases: [
            { kind: 'phase', values: { name: 'judge' } },
            { kind: 'phase', values: { name: 'generator' } },
          ],
        },
      },
      {
        data: { kind: 'input', values: { shape: [2], column: 'point' }, at: [2, 0] },
        ...judge('real', 'data', 0),
        'say-real': verdict('real', 'real-score', 'real', 'judge', [6, 0]),
        noise: { kind: 'input', name: 'noise', values: { shape: [2], fedBy: 'normal' }, at: [0, 1] },
        'make-1': dense(128, 'noise', [0, 2], { phase: 'generator' }),
        'make-2': dense(128, 'make-1', [1, 2], { phase: 'generator' }),
        made: dense(2, 'make-2', [2, 2], {
          name: 'made',
          phase: 'generator',
          values: { activation: 'linear', kernelInitializer: 'glorotUniform' },
        }),
        ...judge('fake', 'made', 2, 'real'),
        'say-generated': verdict('generated', 'fake-score', 'generated', 'judge', [6, 1]),
        'say-fooled': verdict('fooled', 'fake-score', 'real', 'generator', [6, 2]),
        samples: { kind: 'output', name: 'points', values: { use: 'show' }, from: ['made'], at: [3, 3] },
      },
    ),
};
