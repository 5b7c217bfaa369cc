import { network, type NetworkNode } from './network.ts';
import type { Template } from './template.ts';

const conv = (filters: number, from: string, at: readonly [number, number]): NetworkNode => ({
  kind: 'conv2d',
  values: { filters, padding: 'same', activation: 'relu', kernelInitializer: 'heNormal' },
  from: [from],
  at,
});
const pool = (from: string, at: readonly [number, number]): NetworkNode => ({ kind: 'maxPooling2d', from: [from], at });
const up = (filters: number, from: string, at: readonly [number, number]): NetworkNode => ({
  kind: 'conv2dTranspose',
  values: { filters, kernelSize: 2, strides: 2, padding: 'same' },
  from: [from],
  at,
});
const join = (from: readonly string[], at: readonly [number, number]): NetworkNode => ({ kind: 'concatenate', from, at });

export const unet: Template = {
  id: 'unet',
  title: 'U-Net, segmentation',
  family: 'From picture to picture',
  summary: 'Says of every pixel whether it lies in a disc: down to see the whole, up again to the pixel, with bridges between.',
  build: () =>
    network(
      {
        name: 'U-Net, segmentation',
        notes:
          'The way down sees ever more of the picture in ever fewer cells: there it learns what a disc is and what a rectangle. The way up makes cells into pixels again (Conv2DTranspose), and each bridge brings the fine picture from the same height, so that edges are sharp (Ronneberger and others, arXiv 1505.04597). Cut the bridges and compare the loss. When nothing is ever called a disc, about nine pixels of ten are right: watch the IoU (of the pixels of a disc that are said or meant, how many are both) rather than the accuracy.',
        data: { dataset: 'shapes', validationSize: 0.15 },
        training: { epochs: 12, batchSize: 16, optimizer: 'adam' },
      },
      {
        input: { kind: 'input', values: { shape: [32, 32, 1], column: 'picture' }, at: [0, 0] },
        scale: { kind: 'rescaling', from: ['input'], at: [1, 0] },
        'down-1a': conv(12, 'scale', [0, 1]),
        'down-1b': conv(12, 'down-1a', [1, 1]),
        'pool-1': pool('down-1b', [1, 2]),
        'down-2a': conv(24, 'pool-1', [1, 3]),
        'down-2b': conv(24, 'down-2a', [2, 3]),
        'pool-2': pool('down-2b', [2, 4]),
        'deep-a': conv(48, 'pool-2', [2, 5]),
        'deep-b': conv(48, 'deep-a', [3, 5]),
        'up-2': up(24, 'deep-b', [3, 4]),
        'bridge-2': join(['down-2b', 'up-2'], [3, 3]),
        'up-2a': conv(24, 'bridge-2', [4, 3]),
        'up-1': up(12, 'up-2a', [4, 2]),
        'bridge-1': join(['down-1b', 'up-1'], [4, 1]),
        'up-1a': conv(12, 'bridge-1', [5, 1]),
        pixels: { kind: 'conv2d', values: { filters: 1, kernelSize: 1, activation: 'sigmoid' }, from: ['up-1a'], at: [5, 2] },
        output: {
          kind: 'output',
          name: 'disc',
          values: {
            column: 'disc',
            loss: 'binaryCrossentropy',
            metrics: ['accuracy', { kind: 'binaryIoU', values: { targetClassIds: 'yes' } }],
          },
          from: ['pixels'],
          at: [5, 3],
        },
      },
    ),
};
