import { float } from '../params.ts';
import { alongCosine, defineSchedule } from '../schedule.ts';
import { lasting, lastingSteps } from './lasting.ts';

export const cosine = defineSchedule({
  kind: 'cosine',
  title: 'Cosine',
  summary: 'Falls along half a cosine over the run: slowly, quickly, slowly. A good first choice (arXiv 1608.03983).',
  formula: 'lr = learningRate (alpha + (1 - alpha) (1 + cos(pi epoch / epochs)) / 2)',
  params: {
    alpha: float({ default: 0, min: 0, max: 1, title: 'Last share', help: 'Share of the learning rate that is left at the end.' }),
    lasts: lasting,
  },
  keras: { name: 'CosineDecay' },
  variants: [{ alpha: 0.1 }, { lasts: 2 }],
  rate: (at, { alpha, lasts }) => at.base * alongCosine(1, alpha, Math.min(1, at.step / lastingSteps(at, lasts))),
  kerasSchedule: (at, { alpha, lasts }) => ({
    class_name: 'CosineDecay',
    config: { initial_learning_rate: at.base, decay_steps: lastingSteps(at, lasts), alpha },
  }),
});
