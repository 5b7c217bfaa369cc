import { float } from '../params.ts';
import { defineSchedule } from '../schedule.ts';
import { watchedMetric } from './metric.ts';

const source = `
class NewBob(keras.callbacks.Callback):
    """Multiplies the learning rate with \`factor\` whenever a metric is worse than it was an epoch before."""

    def __init__(self, monitor="val_loss", factor=0.5, tolerance=0.0, mode="min"):
        super().__init__()
        self.monitor, self.factor, self.tolerance, self.mode = monitor, factor, tolerance, mode

    def on_train_begin(self, logs=None):
        self.before = None

    def on_epoch_end(self, epoch, logs=None):
        value = logs[self.monitor]
        if self.before is not None:
            worse = self.before - value if self.mode == "max" else value - self.before
            if worse > self.tolerance:
                rate = float(self.model.optimizer.learning_rate)
                self.model.optimizer.learning_rate = rate * self.factor
        self.before = value
`;

export const newBob = defineSchedule({
  kind: 'newBob',
  title: 'New-bob',
  summary: 'Halves whenever the validation error rises from one epoch to the next.',
  formula: 'lr = learningRate factor^(epochs after which the metric was worse than after the one before)',
  params: {
    metric: watchedMetric,
    factor: float({ default: 0.5, min: 0, max: 1, exclusiveMin: true, exclusiveMax: true, help: 'What it is multiplied with each time.' }),
    tolerance: float({ default: 0, min: 0, advanced: true, help: 'By how much the metric may get worse without a fall.' }),
  },
  keras: {
    name: 'NewBob',
    args: { metric: 'monitor' },
    write: { metric: (key) => (key === '' ? 'val_loss' : String(key)) },
    source,
  },
  kerasCallback: true,
  variants: [{ factor: 0.1, tolerance: 0.01 }],
  rate: ({ base }, { factor }, { falls = 0 }) => base * factor ** falls,
  remember({ before, falls = 0 }, { value, better }, { tolerance }) {
    const worse = before === undefined ? 0 : better === 'larger' ? before - value : value - before;
    return { before: value, falls: worse > tolerance ? falls + 1 : falls };
  },
});
