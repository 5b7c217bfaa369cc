import { network, type NetworkNode } from './network.ts';
import type { Template } from './template.ts';
import { verdict } from './verdict.ts';

const conv = (filters: number, from: string, at: readonly [number, number], shares?: string): NetworkNode => ({
  kind: 'conv2d',
  values: { filters, kernelSize: 4, strides: 2, padding: 'same', activation: 'leakyRelu' },
  phase: 'judge',
  from: [from],
  at,
  ...(shares === undefined ? {} : { shares }),
});

/** The judge over what it is given: two convolutions and a score. The second use has the weights of the first. */
const judge = (name: string, from: string, row: number, shares?: string): Record<string, NetworkNode> => {
  const of = (part: string): string | undefined => (shares === undefined ? undefined : `${shares}-${part}`);
  const score = of('score');
  return {
    [`${name}-1`]: conv(32, from, [3, row], of('1')),
    [`${name}-2`]: conv(64, `${name}-1`, [4, row], of('2')),
    [`${name}-drop`]: { kind: 'dropout', values: { rate: 0.3 }, from: [`${name}-2`], at: [5, row] },
    [`${name}-flat`]: { kind: 'flatten', from: [`${name}-drop`], at: [6, row] },
    [`${name}-score`]: {
      kind: 'dense',
      values: { units: 1 },
      phase: 'judge',
      from: [`${name}-flat`],
      at: [7, row],
      ...(score === undefined ? {} : { shares: score }),
    },
  };
};
const up = (filters: number, activation: string, from: string, at: readonly [number, number], name = ''): NetworkNode => ({
  kind: 'conv2dTranspose',
  name,
  values: { filters, kernelSize: 4, strides: 2, padding: 'same', activation },
  phase: 'generator',
  from: [from],
  at,
});

export const mnistGan: Template = {
  id: 'mnist-gan',
  title: 'GAN, handwritten digits',
  family: 'Several networks',
  summary: 'Draws digits that nobody wrote: a generator makes pictures out of 64 random numbers, a judge tells them from MNIST.',
  build: () =>
    network(
      {
        name: 'GAN, handwritten digits',
        notes:
          'A small deep convolutional GAN (Radford and others, arXiv 1511.06434). Judge and generator take turns: the phases in the training choices. The pictures in the Training tab come from the same noise each time, so that one sees each of them turn from a grey cloud into strokes, and strokes into digits, within two epochs. No loss has to fall; when the loss of the judge goes to 0 the generator learns nothing any more: make the judge weaker (more dropout, fewer filters) or its rate smaller.',
        data: { dataset: 'mnist', validationSize: 1000 },
        training: {
          epochs: 4,
          batchSize: 64,
          optimizer: { kind: 'adam', values: { learningRate: 0.0005, beta1: 0.5 } },
          phases: [
            { kind: 'phase', values: { name: 'judge' } },
            { kind: 'phase', values: { name: 'generator' } },
          ],
        },
      },
      {
        data: { kind: 'input', values: { shape: [28, 28, 1], column: 'image' }, at: [1, 0] },
        scale: { kind: 'rescaling', from: ['data'], at: [2, 0] },
        ...judge('real', 'scale', 0),
        'say-real': verdict('real', 'real-score', 'real', 'judge', [8, 0]),
        noise: { kind: 'input', name: 'noise', values: { shape: [64], fedBy: 'normal' }, at: [0, 1] },
        widen: {
          kind: 'dense',
          values: { units: 7 * 7 * 32, useBias: false },
          phase: 'generator',
          from: ['noise'],
          at: [1, 1],
        },
        'norm-1': { kind: 'batchNormalization', phase: 'generator', from: ['widen'], at: [2, 1] },
        'active-1': { kind: 'activation', values: { activation: 'relu' }, from: ['norm-1'], at: [3, 1] },
        grid: { kind: 'reshape', values: { targetShape: [7, 7, 32] }, from: ['active-1'], at: [4, 1] },
        'up-1': up(32, 'linear', 'grid', [5, 1]),
        'norm-2': { kind: 'batchNormalization', phase: 'generator', from: ['up-1'], at: [0, 2] },
        'active-2': { kind: 'activation', values: { activation: 'relu' }, from: ['norm-2'], at: [1, 2] },
        made: up(1, 'sigmoid', 'active-2', [2, 2], 'made'),
        ...judge('fake', 'made', 2, 'real'),
        'say-generated': verdict('generated', 'fake-score', 'generated', 'judge', [8, 1]),
        'say-fooled': verdict('fooled', 'fake-score', 'real', 'generator', [8, 2]),
        samples: { kind: 'output', name: 'digits', values: { use: 'show' }, from: ['made'], at: [3, 3] },
      },
    ),
};
