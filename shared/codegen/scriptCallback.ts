import type { ItemValue } from '../catalogue/params.ts';
import { metricRows } from '../plan/metricRows.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { kerasObject } from './kerasConfig.ts';
import type { Python } from './pythonText.ts';

/** A callback, or a schedule that is one in Keras, as a call of its class. */
export function scriptCallback(family: 'callbacks' | 'schedules', chosen: ItemValue, plan: TrainPlan, python: Python): string {
  const { class_name: name, config } = kerasObject(family, chosen);
  const { monitor, mode = 'auto' } = config;
  const row = metricRows(plan).find(({ key }) => typeof monitor === 'string' && monitor.replace(/^val_/, '') === key);
  // Keras knows which way a metric gets better by the metrics of its model, and finds only some of them there.
  const way = row && row.key !== 'loss' && mode === 'auto' ? { ...config, mode: row.better === 'larger' ? 'max' : 'min' } : config;
  return `keras.callbacks.${name}(${python.args(way).join(', ')})`;
}
