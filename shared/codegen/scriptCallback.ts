import type { KerasValue } from '../catalogue/item.ts';
import type { ItemValue } from '../catalogue/params.ts';
import { metricRows } from '../plan/metricRows.ts';
import type { TrainPlan } from '../plan/trainPlan.ts';
import { kerasObject } from './kerasConfig.ts';
import type { Python } from './pythonText.ts';

/** A callback, or a schedule that is one in Keras, as a call of its class. */
export function scriptCallback(family: 'callbacks' | 'schedules', chosen: ItemValue, plan: TrainPlan, python: Python): string {
  const { class_name: name, config } = kerasObject(family, chosen);
  const { mode = 'auto' } = config;
  // Without validation examples there is no `val_` of anything.
  const monitor =
    typeof config['monitor'] === 'string' && plan.data.validationSize === 0 ? config['monitor'].replace(/^val_/, '') : config['monitor'];
  const row = metricRows(plan).find(({ key }) => typeof monitor === 'string' && monitor.replace(/^val_/, '') === key);
  // Keras knows which way a metric gets better by the metrics of its model, and finds only some of them there.
  const way: Record<string, KerasValue> =
    row && row.key !== 'loss' && mode === 'auto' ? { mode: row.better === 'larger' ? 'max' : 'min' } : {};
  const watched: Record<string, KerasValue> = monitor === undefined ? {} : { monitor };
  return `${python.place(name, 'keras.callbacks')}(${python.args({ ...config, ...watched, ...way }).join(', ')})`;
}
