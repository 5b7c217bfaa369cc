import { defineRegularizer } from '../otherItems.ts';
import { float } from '../params.ts';

/** Keras: https://keras.io/api/layers/regularizers/ */
export const l1l2 = defineRegularizer({
  kind: 'l1l2',
  title: 'L1 and L2',
  summary: 'Both penalties at once (elastic net): few weights, and none of them large.',
  formula: 'l1 sum |w| + l2 sum w^2',
  params: {
    l1: float({ default: 0.01, min: 0, title: 'L1', help: 'Strength of the part that makes weights 0.' }),
    l2: float({ default: 0.01, min: 0, title: 'L2', help: 'Strength of the part that keeps them small.' }),
  },
  keras: { name: 'L1L2' },
  variants: [
    { l1: 0.1, l2: 0 },
    { l1: 0, l2: 0.3 },
  ],
});
