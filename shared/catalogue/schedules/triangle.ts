import { float } from '../params.ts';
import { defineSchedule, epochsAt } from '../schedule.ts';

export const triangle = defineSchedule({
  kind: 'triangle',
  title: 'Triangle (cyclical)',
  summary: 'Rises and falls between two rates again and again: no single rate has to be right (arXiv 1506.01186).',
  formula: 'lr = learningRate (lowest + (1 - lowest) heightFactor^i (1 - |2 t - 1|)), t = share of cycle i that is over',
  params: {
    lowest: float({ default: 0.1, min: 0, max: 1, title: 'Lowest share', help: 'Share of the learning rate at the foot of a cycle.' }),
    period: float({ default: 4, min: 0, exclusiveMin: true, title: 'Cycle (epochs)', help: 'Epochs from one foot to the next.' }),
    heightFactor: float({
      default: 1,
      min: 0,
      max: 1,
      exclusiveMin: true,
      help: 'How high each cycle is, as a share of the one before; 0.5 halves it.',
    }),
  },
  keras: { name: 'Triangle' },
  variants: [{ period: 1.5, heightFactor: 0.5 }],
  rate(at, { lowest, period, heightFactor }) {
    const cycles = epochsAt(at) / period;
    const done = Math.floor(cycles + 1e-9);
    const height = heightFactor ** done * (1 - Math.abs(2 * (cycles - done) - 1));
    return at.base * (lowest + (1 - lowest) * Math.max(0, height));
  },
});
