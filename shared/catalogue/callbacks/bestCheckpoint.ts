import { defineCallback, mode } from '../callback.ts';
import { improves } from '../improves.ts';
import { watchedMetric } from '../schedules/metric.ts';

/** Keras: https://keras.io/api/callbacks/model_checkpoint/ */
export const bestCheckpoint = defineCallback({
  kind: 'bestCheckpoint',
  title: 'Best checkpoint',
  summary: 'Keeps the weights of the best epoch beside the newest ones: tests and exports can take either.',
  params: { metric: watchedMetric, mode },
  keras: {
    name: 'ModelCheckpoint',
    args: { metric: 'monitor' },
    also: { filepath: 'best.keras', save_best_only: true },
    write: { metric: (key) => (key === '' ? 'val_loss' : String(key)) },
  },
  endEpoch(memory, { value, better, epoch }) {
    const best = improves(value, memory['best'], better, 0);
    return { memory: best ? { best: value, bestEpoch: epoch } : memory, best, stop: false };
  },
});
