import { defineCallback, mode, type CallbackAnswer } from '../callback.ts';
import { improves } from '../improves.ts';
import { bool, float, int, optional } from '../params.ts';
import type { Memory } from '../schedule.ts';
import { watchedMetric } from '../schedules/metric.ts';

/** Keras: https://keras.io/api/callbacks/early_stopping/ */
export const earlyStopping = defineCallback({
  kind: 'earlyStopping',
  title: 'Early stopping',
  summary:
    'Ends training when a metric has not got better for some epochs, and brings the best weights back: the plainest regularization there is.',
  params: {
    metric: watchedMetric,
    patience: int({ default: 5, min: 0, help: 'Epochs without an improvement before training ends.' }),
    minDelta: float({ default: 0, min: 0, help: 'What counts as an improvement.' }),
    restoreBestWeights: bool({ default: true, help: 'Brings the weights of the best epoch back when training ends, early or not.' }),
    mode,
    baseline: optional(
      float({
        default: 0,
        advanced: true,
        help: 'A value that has to be beaten: an epoch that does not beat it counts as one without an improvement.',
      }),
    ),
    startFromEpoch: int({ default: 0, min: 0, advanced: true, help: 'Epochs at the beginning in which nothing is watched.' }),
  },
  keras: {
    name: 'EarlyStopping',
    args: { metric: 'monitor' },
    write: { metric: (key) => (key === '' ? 'val_loss' : String(key)) },
  },
  variants: [
    { patience: 2, minDelta: 0.01 },
    { patience: 1, startFromEpoch: 3 },
    { patience: 3, baseline: 0.45 },
    { patience: 0, restoreBestWeights: false },
  ],
  endEpoch(memory, { value, better, epoch }, { patience, minDelta, baseline, startFromEpoch }): CallbackAnswer {
    if (epoch <= startFromEpoch) return { memory, best: false, stop: false };
    const { best, bestEpoch, wait = 0 } = memory;
    if (improves(value, best, better, minDelta)) {
      const beaten = baseline === null || improves(value, baseline, better, minDelta);
      return { memory: { best: value, bestEpoch: epoch, wait: beaten ? 0 : wait + 1 }, best: true, stop: false };
    }
    const kept: Memory = best === undefined || bestEpoch === undefined ? {} : { best, bestEpoch };
    return { memory: { ...kept, wait: wait + 1 }, best: false, stop: wait + 1 >= patience && epoch > 1 };
  },
  restores: ({ restoreBestWeights }) => restoreBestWeights,
});
