import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

/** Made by `main/data/sources/ring.ts`. */
export const ring = defineDataset({
  kind: 'ring',
  title: 'Ring of eight heaps',
  summary: 'Points of the plane around eight places on a circle of radius 1: made to see whether a generator finds all of them.',
  params: {
    examples: int({ default: 4000, min: 16, max: 1_000_000, help: 'How many points.' }),
    spread: float({ default: 0.05, min: 0, max: 1, help: 'Standard deviation of a heap.' }),
    seed: int({ default: 0, min: 0, max: 2 ** 32 - 1, advanced: true, help: 'Decides which points.' }),
  },
  keras: { name: 'ring' },
  columns: () => [
    { name: 'point', role: 'feature', shape: [2], type: 'number' },
    { name: 'heap', role: 'target', shape: [1], type: 'class', classes: ['0°', '45°', '90°', '135°', '180°', '225°', '270°', '315°'] },
  ],
  size: ({ examples }) => ({ train: examples, test: 0 }),
  source: 'Made by this program.',
});
