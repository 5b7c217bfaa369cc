import { float } from '../params.ts';
import { alongCosine, defineSchedule, stepsOf } from '../schedule.ts';

export const cosineRestarts = defineSchedule({
  kind: 'cosineRestarts',
  title: 'Cosine with restarts',
  summary: 'Falls along half a cosine, starts again at the top, and takes longer each time (SGDR, arXiv 1608.03983).',
  formula: 'lr = learningRate (alpha + (1 - alpha) heightFactor^i (1 + cos(pi t)) / 2), t = share of fall i that is over',
  params: {
    first: float({ default: 5, min: 0, exclusiveMin: true, title: 'First fall (epochs)', help: 'Epochs of the first fall.' }),
    lengthFactor: float({ default: 2, min: 1, help: 'How many times longer each fall is than the one before.' }),
    heightFactor: float({
      default: 1,
      min: 0,
      max: 1,
      exclusiveMin: true,
      help: 'How high each restart is, as a share of the one before.',
    }),
    alpha: float({
      default: 0,
      min: 0,
      max: 1,
      advanced: true,
      title: 'Last share',
      help: 'Share of the learning rate that a fall ends at.',
    }),
  },
  keras: { name: 'CosineDecayRestarts' },
  variants: [
    { first: 1, heightFactor: 0.8, alpha: 0.1 },
    { first: 2, lengthFactor: 1 },
  ],
  rate(at, { first, lengthFactor, heightFactor, alpha }) {
    let length = stepsOf(first, at);
    let over = at.step;
    let height = 1;
    while (over >= length) {
      over -= length;
      length *= lengthFactor;
      height *= heightFactor;
    }
    return at.base * (alpha + (1 - alpha) * height * alongCosine(1, 0, over / length));
  },
  kerasSchedule: (at, { first, lengthFactor, heightFactor, alpha }) => ({
    class_name: 'CosineDecayRestarts',
    config: { initial_learning_rate: at.base, first_decay_steps: stepsOf(first, at), t_mul: lengthFactor, m_mul: heightFactor, alpha },
  }),
});
