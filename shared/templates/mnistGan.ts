import { adversarial, adversarialPhases } from './adversarial.ts';
import { network, type Link } from './network.ts';
import type { Template } from './template.ts';

const conv = (filters: number): Link => ['conv2d', { filters, kernelSize: 4, strides: 2, padding: 'same', activation: 'leakyRelu' }];
const up = (filters: number, activation: string, name = ''): Link => [
  'conv2dTranspose',
  { filters, kernelSize: 4, strides: 2, padding: 'same', activation },
  name,
];
const relu: Link = ['activation', { activation: 'relu' }];

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
          'A small deep convolutional GAN (Radford and others, arXiv 1511.06434): two networks in one project, which open with a double click; the judge stands there twice, over the digits of the data and over those that the generator draws, with one set of weights. Judge and generator take turns: the phases in the training choices. The pictures in the Training tab come from the same noise each time, so that one sees each of them turn from a grey cloud into strokes, and strokes into digits, within two epochs. No loss has to fall; when the loss of the judge goes to 0 the generator learns nothing any more: make the judge weaker (more dropout, fewer filters) or its rate smaller.',
        data: { dataset: 'mnist', validationSize: 1000 },
        training: {
          epochs: 4,
          batchSize: 64,
          optimizer: { kind: 'adam', values: { learningRate: 0.0005, beta1: 0.5 } },
          phases: adversarialPhases,
        },
      },
      {
        data: { kind: 'input', values: { shape: [28, 28, 1], column: 'image' }, at: [1, 0] },
        scale: { kind: 'rescaling', from: ['data'], at: [2, 0] },
        ...adversarial({
          real: 'scale',
          noise: 64,
          generator: [
            ['dense', { units: 7 * 7 * 32, useBias: false }],
            ['batchNormalization'],
            relu,
            ['reshape', { targetShape: [7, 7, 32] }],
            up(32, 'linear'),
            ['batchNormalization'],
            relu,
            up(1, 'sigmoid', 'made'),
          ],
          judge: [conv(32), conv(64), ['dropout', { rate: 0.3 }], ['flatten'], ['dense', { units: 1 }, 'score']],
          made: 'digits',
          column: 3,
        }),
      },
    ),
};
