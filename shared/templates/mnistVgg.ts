import { chain } from './chain.ts';
import type { Template } from './template.ts';

const stage = (filters: number) =>
  [
    ['conv2d', { filters, padding: 'same', activation: 'relu' }],
    ['conv2d', { filters, padding: 'same', activation: 'relu' }],
    ['maxPooling2d', {}],
  ] as const;

export const mnistVgg: Template = {
  id: 'mnist-vgg',
  title: 'MNIST, like VGG',
  family: 'Pictures',
  summary: 'Small filters, two by two, then a pooling: the plan that made networks deep in 2014.',
  build: () =>
    chain({
      name: 'MNIST, like VGG',
      notes:
        'Two convolutions of 3 × 3 see as much as one of 5 × 5, with fewer weights and one bend more. With every pooling the picture halves and the filters double, so that each stage takes about as long. Most weights are in the first Dense: see how few are left when a GlobalAveragePooling2D takes the place of Flatten.',
      data: { dataset: 'mnist', validationSize: 5000 },
      training: { epochs: 3, batchSize: 64, optimizer: 'adam' },
      links: [
        ['input', { shape: [28, 28, 1], column: 'image' }],
        ['rescaling', {}],
        ...stage(16),
        ...stage(32),
        ['flatten', {}],
        ['dense', { units: 64, activation: 'relu' }],
        ['dropout', { rate: 0.5 }],
        ['dense', { units: 10, activation: 'softmax' }],
        ['output', { column: 'digit', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] }, 'digit'],
      ],
    }),
};
