import { findMetric } from '../catalogue/index.ts';
import { isPenalized } from './penalties.ts';
import type { TrainPlan } from './trainPlan.ts';

/** One number that training reports. `key` is Keras's name: `loss`, `accuracy`, with several heads `<head>_loss`. */
export interface MetricRow {
  readonly key: string;
  /** Metric's kind, or `loss`. */
  readonly name: string;
  /** '' for the model's total. */
  readonly head: string;
  readonly better: 'larger' | 'smaller';
  readonly percent: boolean;
}

/** What the loss is the sum of, where it pays a penalty: what the heads compare, and the penalty. */
const parts = ['dataLoss', 'penalty'] as const;

/** The rows of a plan, in the order they are reported: total loss first, then its parts where it pays a penalty, then head by head. */
export function metricRows(plan: Pick<TrainPlan, 'heads' | 'layers' | 'phases' | 'weightPenalty'>): readonly MetricRow[] {
  const several = plan.heads.length > 1;
  const loss = { name: 'loss', better: 'smaller', percent: false } as const;
  return [
    { key: 'loss', head: '', ...loss },
    ...(isPenalized(plan) ? parts.map((name): MetricRow => ({ ...loss, key: name, name, head: '' })) : []),
    ...plan.heads.flatMap((head) => {
      const prefix = several ? `${head.name}_` : '';
      const owner = several ? head.name : '';
      const metrics = head.metrics.map(({ kind }): MetricRow => {
        const metric = findMetric(kind);
        return { key: `${prefix}${kind}`, name: kind, head: owner, better: metric.better, percent: metric.percent ?? false };
      });
      return several ? [{ key: `${prefix}loss`, head: owner, ...loss }, ...metrics] : metrics;
    }),
  ];
}
