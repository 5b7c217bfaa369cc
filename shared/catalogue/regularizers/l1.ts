import { defineRegularizer } from '../otherItems.ts';
import { float } from '../params.ts';

/** Keras: https://keras.io/api/layers/regularizers/ */
export const l1 = defineRegularizer({
  kind: 'l1',
  title: 'L1',
  summary: 'Pulls every number towards 0 with the same force, so that what matters little becomes 0: few weights stay.',
  formula: 'l1 sum |w|',
  params: { l1: float({ default: 0.01, min: 0, title: 'L1', help: 'Strength: what the loss pays for each unit of size.' }) },
  keras: { name: 'L1' },
  variants: [{ l1: 0.2 }],
});
