import { bool, float } from '../params.ts';
import { defineSchedule } from '../schedule.ts';
import { lasting, lastingSteps } from './lasting.ts';

export const polynomial = defineSchedule({
  kind: 'polynomial',
  title: 'Polynomial',
  summary: 'Falls to a last value along a power of what is left; with power 1 along a straight line.',
  formula: 'lr = end + (learningRate - end) (1 - epoch / epochs)^power',
  params: {
    endLearningRate: float({ default: 0.0001, min: 0, help: 'The learning rate at the end.' }),
    power: float({ default: 1, min: 0, exclusiveMin: true, help: '1 = a straight line; above, it falls quickly at first.' }),
    lasts: lasting,
    cycle: bool({
      default: false,
      advanced: true,
      help: 'Where it lasts shorter than the run: starts again, with a longer fall, and does not stay at the last value.',
    }),
  },
  keras: { name: 'PolynomialDecay' },
  variants: [
    { power: 2, endLearningRate: 0.01 },
    { lasts: 1.5, cycle: true },
  ],
  rate(at, { endLearningRate, power, lasts, cycle }) {
    const length = lastingSteps(at, lasts);
    const all = cycle ? length * Math.max(1, Math.ceil(at.step / length)) : length;
    return endLearningRate + (at.base - endLearningRate) * (1 - Math.min(at.step, all) / all) ** power;
  },
  kerasSchedule: (at, { endLearningRate, power, lasts, cycle }) => ({
    class_name: 'PolynomialDecay',
    config: {
      initial_learning_rate: at.base,
      decay_steps: lastingSteps(at, lasts),
      end_learning_rate: endLearningRate,
      power,
      cycle,
    },
  }),
});
