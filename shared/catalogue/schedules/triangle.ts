import { float } from '../params.ts';
import { defineSchedule, epochsAt } from '../schedule.ts';

const source = `
class Triangle(keras.optimizers.schedules.LearningRateSchedule):
    """Rises from a share \`lowest\` of \`top\` to it and falls back in \`steps\` steps, again and again, each time by \`height_factor\` less high."""

    def __init__(self, top, lowest, steps, height_factor):
        self.top, self.lowest, self.steps, self.height_factor = top, lowest, steps, height_factor

    def __call__(self, step):
        cycles = keras.ops.cast(step, "float32") / self.steps
        done = keras.ops.floor(cycles + 1e-6)
        height = self.height_factor**done * (1 - keras.ops.abs(2 * (cycles - done) - 1))
        return self.top * (self.lowest + (1 - self.lowest) * keras.ops.maximum(height, 0.0))

    def get_config(self):
        return {"top": self.top, "lowest": self.lowest, "steps": self.steps, "height_factor": self.height_factor}
`;

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
  keras: { name: 'Triangle', source },
  variants: [{ period: 1.5, heightFactor: 0.5 }],
  rate(at, { lowest, period, heightFactor }) {
    const cycles = epochsAt(at) / period;
    const done = Math.floor(cycles + 1e-9);
    const height = heightFactor ** done * (1 - Math.abs(2 * (cycles - done) - 1));
    return at.base * (lowest + (1 - lowest) * Math.max(0, height));
  },
  kerasSchedule: ({ base, stepsPerEpoch }, { lowest, period, heightFactor }) => ({
    class_name: 'Triangle',
    config: { top: base, lowest, steps: period * stepsPerEpoch, height_factor: heightFactor },
  }),
});
