import { improves } from '../improves.ts';
import { float, int } from '../params.ts';
import { defineSchedule, type Memory } from '../schedule.ts';
import { watchedMetric } from './metric.ts';

/** Keras: https://keras.io/api/callbacks/reduce_lr_on_plateau/ */
export const plateau = defineSchedule({
  kind: 'plateau',
  title: 'Reduce on plateau',
  summary: 'Falls when a metric has not got better for some epochs.',
  formula: 'lr = max(lowest, factor lr) after patience epochs without an improvement of more than minDelta',
  params: {
    metric: watchedMetric,
    factor: float({ default: 0.1, min: 0, max: 1, exclusiveMin: true, exclusiveMax: true, help: 'What it is multiplied with each time.' }),
    patience: int({ default: 10, min: 1, help: 'Epochs without an improvement before it falls.' }),
    minDelta: float({ default: 0.0001, min: 0, advanced: true, help: 'What counts as an improvement.' }),
    cooldown: int({ default: 0, min: 0, advanced: true, help: 'Epochs after a fall in which nothing is counted.' }),
    lowest: float({ default: 0, min: 0, advanced: true, help: 'It never falls below this.' }),
  },
  keras: {
    name: 'ReduceLROnPlateau',
    args: { metric: 'monitor', lowest: 'min_lr' },
    write: { metric: (key) => (key === '' ? 'val_loss' : String(key)) },
  },
  kerasCallback: true,
  variants: [
    { patience: 2, factor: 0.5 },
    { patience: 1, cooldown: 2, minDelta: 0.05, factor: 0.5, lowest: 0.002 },
  ],
  rate: ({ base }, { factor, lowest }, { falls = 0 }) => (falls === 0 ? base : Math.max(base * factor ** falls, Math.min(base, lowest))),
  remember({ best, wait = 0, cooling = 0, falls = 0 }, { value, better }, { patience, minDelta, cooldown }): Memory {
    const cools = Math.max(0, cooling - 1);
    const kept: Memory = best === undefined ? {} : { best };
    if (improves(value, best, better, minDelta)) return { best: value, wait: 0, cooling: cools, falls };
    if (cools > 0) return { ...kept, wait: 0, cooling: cools, falls };
    // The wait of a cool-down that has just ended is forgotten, as in Keras.
    const waited = (cooling > 0 ? 0 : wait) + 1;
    return waited >= patience
      ? { ...kept, wait: 0, cooling: cooldown, falls: falls + 1 }
      : { ...kept, wait: waited, cooling: cools, falls };
  },
});
