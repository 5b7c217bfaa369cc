import { network, type NetworkNode } from './network.ts';
import type { Template } from './template.ts';

const conv = (filters: number, from: string, at: readonly [number, number], own: Partial<NetworkNode> = {}): NetworkNode => ({
  kind: 'conv2d',
  values: { filters, strides: 2, padding: 'same', activation: 'relu', kernelInitializer: 'heNormal' },
  phase: 'look',
  from: [from],
  at,
  ...own,
});
const dense = (units: number, from: string, at: readonly [number, number], name = ''): NetworkNode => ({
  kind: 'dense',
  name,
  values: { units, activation: 'relu' },
  phase: 'draw',
  from: [from],
  at,
});
const up = (filters: number, activation: string, from: string, at: readonly [number, number]): NetworkNode => ({
  kind: 'conv2dTranspose',
  values: { filters, kernelSize: 4, strides: 2, padding: 'same', activation },
  phase: 'draw',
  from: [from],
  at,
});

export const perceptualAutoencoder: Template = {
  id: 'perceptual-autoencoder',
  title: 'Autoencoder, perceptual loss',
  family: 'Several networks',
  summary: 'Draws digits so that another network sees in them what it sees in the originals, rather than pixel by pixel.',
  build: () =>
    network(
      {
        name: 'Autoencoder, perceptual loss',
        notes:
          'Two phases. First an eye learns to look: two convolutions under a classifier, for one epoch. Then it is held, and an autoencoder learns to draw: its loss is how far the features that the eye finds in the drawing are from those in the picture (Johnson and others, arXiv 1603.08155), with a little of the pixels beside it. A loss on pixels alone prefers a blur where a stroke may lie here or there; features ask for a stroke. Set the loss weight of "pixels" to 1 and that of "features" to 0 and compare. In place of the first phase, the eye may start from a run that is kept: choose it under Weights, freeze it, and remove the phase "look".',
        data: { dataset: 'mnist', validationSize: 0.1 },
        training: {
          epochs: 6,
          batchSize: 64,
          optimizer: 'adam',
          phases: [
            { kind: 'phase', values: { name: 'look', lastEpoch: 1 } },
            { kind: 'phase', values: { name: 'draw', firstEpoch: 2 } },
          ],
        },
      },
      {
        input: { kind: 'input', values: { shape: [28, 28, 1], column: 'image' }, at: [0, 1] },
        scale: { kind: 'rescaling', from: ['input'], at: [1, 1] },
        'eye-1': conv(16, 'scale', [2, 0], { name: 'eye_1' }),
        'eye-2': conv(32, 'eye-1', [3, 0], { name: 'eye_2' }),
        flat: { kind: 'flatten', from: ['eye-2'], at: [4, 0] },
        classes: { kind: 'dense', values: { units: 10, activation: 'softmax' }, phase: 'look', from: ['flat'], at: [5, 0] },
        digit: {
          kind: 'output',
          name: 'digit',
          phase: 'look',
          values: { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
          from: ['classes'],
          at: [6, 0],
        },
        'flat-picture': { kind: 'flatten', from: ['scale'], at: [0, 2] },
        'squeeze-1': dense(128, 'flat-picture', [1, 2]),
        code: dense(32, 'squeeze-1', [2, 2], 'code'),
        widen: dense(7 * 7 * 16, 'code', [3, 2]),
        grid: { kind: 'reshape', values: { targetShape: [7, 7, 16] }, from: ['widen'], at: [4, 2] },
        'up-1': up(16, 'relu', 'grid', [5, 2]),
        'up-2': up(1, 'sigmoid', 'up-1', [6, 2]),
        'seen-1': conv(16, 'up-2', [4, 3], { shares: 'eye-1' }),
        'seen-2': conv(32, 'seen-1', [5, 3], { shares: 'eye-2' }),
        features: {
          kind: 'output',
          name: 'features',
          phase: 'draw',
          values: { loss: 'meanSquaredError', metrics: [] },
          from: ['seen-2', 'eye-2 > target'],
          at: [6, 3],
        },
        pixels: {
          kind: 'output',
          name: 'pixels',
          phase: 'draw',
          values: { loss: 'meanSquaredError', lossWeight: 0.2, metrics: [] },
          from: ['up-2', 'scale > target'],
          at: [7, 2],
        },
        drawn: { kind: 'output', name: 'drawn', values: { use: 'show' }, from: ['up-2'], at: [7, 3] },
      },
    ),
};
