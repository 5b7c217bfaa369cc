import { defineActivation } from '../otherItems.ts';
import { float } from '../params.ts';

export const relu = defineActivation({
  kind: 'relu',
  title: 'ReLU',
  summary: 'Passes positive numbers, cuts negative ones to 0. The usual choice for hidden layers.',
  formula: 'f(x) = x for x > threshold, else negativeSlope (x - threshold)',
  params: {
    negativeSlope: float({ default: 0, min: 0, help: 'Slope below the threshold; 0 cuts everything there.' }),
    threshold: float({ default: 0, help: 'Numbers up to it are cut.' }),
  },
  keras: { name: 'relu' },
  variants: [{ negativeSlope: 0.1 }, { threshold: 0.5 }, { negativeSlope: 0.3, threshold: -0.4 }],
  curve: (x, { negativeSlope, threshold }) => (x > threshold ? x : negativeSlope * (x - threshold) || 0),
});
