import { defineLoss } from '../otherItems.ts';
import { float } from '../params.ts';

export const huber = defineLoss({
  kind: 'huber',
  title: 'Huber',
  short: 'Huber',
  summary: 'Squared for small errors, absolute for large ones: outliers weigh less.',
  formula: 'mean(1/2 e^2 for |e| <= delta, else delta (|e| - delta / 2)), e = y - q',
  params: {
    delta: float({ default: 1, min: 0, exclusiveMin: true, help: 'Size of an error from which it counts by its size alone.' }),
  },
  keras: { name: 'Huber' },
  variants: [{ delta: 0.3 }],
  target: 'values',
  foldsIn: null,
});
