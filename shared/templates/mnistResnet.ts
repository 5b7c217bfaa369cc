import { network, type NetworkNode } from './network.ts';
import type { Template } from './template.ts';

type Nodes = Readonly<Record<string, NetworkNode>>;
const plain = { padding: 'same', useBias: false, kernelInitializer: 'heNormal' } as const;

/** Two convolutions whose result is added to what they were given; with a stride, the shortcut is a convolution of 1 × 1. */
function residual(name: string, from: string, filters: number, row: number, stride = 1): Nodes {
  const id = (part: string): string => `${name}-${part}`;
  const chained: Nodes = {
    [id('conv-1')]: { kind: 'conv2d', values: { ...plain, filters, strides: stride }, from: [from], at: [0, row] },
    [id('norm-1')]: { kind: 'batchNormalization', values: { momentum: 0.9 }, from: [id('conv-1')], at: [1, row] },
    [id('relu-1')]: { kind: 'activation', values: { activation: 'relu' }, from: [id('norm-1')], at: [2, row] },
    [id('conv-2')]: { kind: 'conv2d', values: { ...plain, filters }, from: [id('relu-1')], at: [3, row] },
    [id('norm-2')]: { kind: 'batchNormalization', values: { momentum: 0.9 }, from: [id('conv-2')], at: [4, row] },
  };
  const shortcut: Nodes =
    stride === 1
      ? {}
      : {
          [id('shortcut')]: {
            kind: 'conv2d',
            values: { ...plain, filters, kernelSize: 1, strides: stride },
            from: [from],
            at: [4, row - 1],
          },
        };
  return {
    ...chained,
    ...shortcut,
    [id('add')]: { kind: 'add', from: [id('norm-2'), stride === 1 ? from : id('shortcut')], at: [5, row] },
    [id('relu-2')]: { kind: 'activation', values: { activation: 'relu' }, from: [id('add')], at: [6, row] },
  };
}

export const mnistResnet: Template = {
  id: 'mnist-resnet',
  title: 'MNIST, residual network',
  family: 'Pictures',
  summary: 'Three residual blocks: each adds what it has learned to what it was given, so that gradients find a short way back.',
  build: () =>
    network(
      {
        name: 'MNIST, residual network',
        notes:
          'Follow the wires that jump over two convolutions into an Add: there a gradient passes unchanged, and a block that has learned nothing yet does no harm. Where the picture halves, the shortcut is a convolution of 1 × 1 with stride 2, so that the shapes agree. Cut the shortcuts and compare the first epochs: with three blocks the difference is small, with thirty it is everything (He and others, arXiv 1512.03385). Batch normalization stands before each ReLU.',
        data: { dataset: 'mnist', validationSize: 5000 },
        training: { epochs: 3, batchSize: 64, optimizer: 'adam' },
      },
      {
        input: { kind: 'input', values: { shape: [28, 28, 1], column: 'image' }, at: [0, 0] },
        scale: { kind: 'rescaling', from: ['input'], at: [1, 0] },
        stem: { kind: 'conv2d', values: { ...plain, filters: 16 }, from: ['scale'], at: [2, 0] },
        'stem-norm': { kind: 'batchNormalization', values: { momentum: 0.9 }, from: ['stem'], at: [3, 0] },
        'stem-relu': { kind: 'activation', values: { activation: 'relu' }, from: ['stem-norm'], at: [4, 0] },
        ...residual('first', 'stem-relu', 16, 1),
        ...residual('second', 'first-relu-2', 32, 3, 2),
        ...residual('third', 'second-relu-2', 64, 5, 2),
        mean: { kind: 'globalAveragePooling2d', from: ['third-relu-2'], at: [4, 6] },
        dense: { kind: 'dense', values: { units: 10, activation: 'softmax' }, from: ['mean'], at: [5, 6] },
        output: {
          kind: 'output',
          name: 'digit',
          values: { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
          from: ['dense'],
          at: [6, 6],
        },
      },
    ),
};
