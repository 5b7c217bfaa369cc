import { defineActivation } from '../otherItems.ts';
import { float, optional } from '../params.ts';

export const relu = defineActivation({
  kind: 'relu',
  title: 'ReLU',
  summary: 'Passes positive numbers, cuts negative ones to 0. The usual choice for hidden layers.',
  formula: 'f(x) = min(x, maxValue) for x > threshold, else negativeSlope (x - threshold)',
  params: {
    maxValue: optional(
      float({ default: 6, min: 0, exclusiveMin: true, help: 'The largest number that it gives; larger ones are cut to it.' }),
    ),
    negativeSlope: float({ default: 0, min: 0, help: 'Slope below the threshold; 0 cuts everything there.' }),
    threshold: float({ default: 0, help: 'Numbers up to it are cut.' }),
  },
  keras: { name: 'relu' },
  variants: [
    { negativeSlope: 0.1 },
    { threshold: 0.5 },
    { negativeSlope: 0.3, threshold: -0.4 },
    { maxValue: 0.8 },
    { maxValue: 0.7, negativeSlope: 0.2, threshold: 0.1 },
  ],
  curve(x, { maxValue, negativeSlope, threshold }) {
    const above = x > threshold ? x : 0;
    const within = maxValue === null ? above : Math.min(maxValue, Math.max(0, above));
    return within - negativeSlope * Math.max(0, threshold - x);
  },
});
