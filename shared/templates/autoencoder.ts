import { chain } from './chain.ts';
import type { Template } from './template.ts';

export const autoencoder: Template = {
  id: 'autoencoder',
  title: 'Autoencoder',
  family: 'From picture to picture',
  summary: 'Squeezes a picture through 32 numbers and draws it again: what the digits have in common, learned without a label.',
  build: () =>
    chain({
      name: 'Autoencoder',
      notes:
        'The narrow layer in the middle holds the whole picture as 32 numbers; input and target are the same, so that nobody had to name the digits. Make it 2 units and see which digits it can no longer tell apart; make it 200 and it copies without understanding. The mean of all pictures alone gives a mean squared error of about 0.067. A GaussianNoise behind the Rescaling makes it a denoising autoencoder.',
      data: { dataset: 'mnistPictures', validationSize: 0.1 },
      training: { epochs: 10, batchSize: 64, optimizer: 'adam' },
      links: [
        ['input', { shape: [28, 28, 1], column: 'image' }],
        ['rescaling', {}],
        ['flatten', {}],
        ['dense', { units: 128, activation: 'relu' }],
        ['dense', { units: 32, activation: 'relu' }, 'code'],
        ['dense', { units: 128, activation: 'relu' }],
        ['dense', { units: 784, activation: 'sigmoid' }],
        ['reshape', { targetShape: [28, 28, 1] }],
        ['output', { column: 'again', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] }, 'again'],
      ],
    }),
};
