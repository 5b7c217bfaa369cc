import { defineRegularizer } from '../otherItems.ts';
import { float } from '../params.ts';

/** Keras: https://keras.io/api/layers/regularizers/ */
export const l2 = defineRegularizer({
  kind: 'l2',
  title: 'L2',
  summary: 'Pulls large numbers towards 0 more than small ones: all weights stay small. Under Adam it is not the same as weight decay.',
  formula:
    'l2 sum w^2;  the gradient becomes g + 2 l2 w, which Adam divides by sqrt(v);  weight decay is apart from it: w = w - learningRate weightDecay w',
  params: { l2: float({ default: 0.01, min: 0, title: 'L2', help: 'Strength: what the loss pays for each unit of squared size.' }) },
  keras: { name: 'L2' },
  variants: [{ l2: 0.2 }],
});
