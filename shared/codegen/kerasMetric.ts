import { findMetric } from '../catalogue/index.ts';
import type { KerasValue } from '../catalogue/item.ts';
import type { TargetEncoding } from '../catalogue/otherItems.ts';
import type { ItemValue } from '../catalogue/params.ts';
import { kerasObject } from './kerasConfig.ts';

/** Python of what Keras's metrics need around them here: a loss that is watched, and class numbers for a metric that wants rows of 0 and 1. */
export const metricWrappers: readonly string[] = [
  `
class WatchedLoss(keras.metrics.MeanMetricWrapper):
    def __init__(self, loss, name):
        loss.reduction = "none"
        super().__init__(loss, name=name)

    def update_state(self, y_true, y_pred, sample_weight=None):
        # A loss of a whole batch, such as Dice, counts as often as the batch has examples.
        if sample_weight is None and len(self._fn(y_true, y_pred).shape) == 0:
            sample_weight = keras.ops.cast(keras.ops.shape(y_true)[0], self.dtype)
        return super().update_state(y_true, y_pred, sample_weight)
`,
  `
class OnClasses(keras.metrics.Metric):
    def __init__(self, metric, classes):
        super().__init__(name=metric.name)
        self.metric, self.classes = metric, classes

    def update_state(self, y_true, y_pred, sample_weight=None):
        rows = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32"), self.classes)
        return self.metric.update_state(rows, y_pred, sample_weight)

    def result(self):
        return self.metric.result()

    def reset_state(self):
        self.metric.reset_state()
`,
];

/** A metric of a head as Keras takes it: by name, or as class and arguments. */
export function kerasMetric(chosen: ItemValue, target: TargetEncoding, width: number): KerasValue {
  const metric = findMetric(chosen.kind);
  if (metric.kind === 'accuracy') return metric.keras.name;
  const own = kerasObject(metric.watches === undefined ? 'metrics' : 'losses', chosen);
  const object: KerasValue =
    metric.watches === undefined
      ? { ...own, config: { ...own.config, ...metric.ofHead?.(width), name: metric.kind } }
      : { class_name: 'WatchedLoss', config: { loss: own, name: metric.kind } };
  return target === 'index' && !metric.takesClasses ? { class_name: 'OnClasses', config: { metric: object, classes: width } } : object;
}
