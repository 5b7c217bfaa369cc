import { defineDataset } from '../otherItems.ts';
import { float, int } from '../params.ts';

/** Height and width of the pictures. */
export const side = 32;

export const shapes = defineDataset({
  kind: 'shapes',
  title: 'Shapes',
  summary: `Noisy pictures of ${side} × ${side} pixels with discs and rectangles; of each pixel it is known whether it lies in a disc: for segmentation.`,
  params: {
    count: int({ default: 1200, min: 4, max: 50_000, help: 'Number of pictures.' }),
    noise: float({ default: 0.15, min: 0, max: 2, help: 'Standard deviation added to every pixel, whose range is 0 to 1.' }),
    seed: int({ default: 1, help: 'Which random pictures.' }),
  },
  keras: { name: 'shapes' },
  columns: () => [
    { name: 'picture', role: 'feature', shape: [side, side, 1], type: 'image' },
    { name: 'disc', role: 'target', shape: [side, side, 1], type: 'number', fractions: true },
  ],
  size: ({ count }) => ({ train: count, test: 0 }),
  source: 'Drawn here.',
});
