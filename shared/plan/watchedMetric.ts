import type { Watched } from '../catalogue/schedule.ts';
import type { TrainPlan } from './trainPlan.ts';
import { metricRows } from './metricRows.ts';

type Rows = Parameters<typeof metricRows>[0];
const bare = (key: string): string => key.replace(/^val_/, '');

/** The metrics that can be watched: every row of the training examples, and of the validation examples with `val_` in front. */
export const watchableMetrics = (plan: Rows & Pick<TrainPlan, 'data'>): readonly string[] => {
  const keys = metricRows(plan).map(({ key }) => key);
  return [...(plan.data.validationSize > 0 ? keys.map((key) => `val_${key}`) : []), ...keys];
};

/** The watched metric of an epoch; '' = the loss, on the validation examples where there are any. Undefined when the epoch has none of that name. */
export function watchedMetric(
  plan: Rows,
  metrics: Readonly<Record<string, number>>,
  key: string,
): (Watched & { readonly key: string }) | undefined {
  const chosen = key !== '' ? key : metrics['val_loss'] === undefined ? 'loss' : 'val_loss';
  const value = metrics[chosen];
  const row = metricRows(plan).find((own) => own.key === bare(chosen));
  return value === undefined || !row ? undefined : { key: chosen, value, better: row.better };
}
