import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const leakyRelu = defineActivation({
  kind: 'leakyRelu',
  title: 'Leaky ReLU',
  summary: 'Like ReLU, but negative numbers keep a small slope, so that no unit can die.',
  formula: 'f(x) = x for x > 0, else negativeSlope x',
  params: {
    negativeSlope: float({ default: 0.2, min: 0, help: 'Slope for negative numbers; 0 is ReLU.' }),
  },
  keras: { name: 'leaky_relu' },
  variants: [{ negativeSlope: 0.01 }],
  curve: (x, { negativeSlope }) => (x > 0 ? x : negativeSlope * x),
});
