import { findMetric } from '../catalogue/index.ts';
import type { ItemValue } from '../catalogue/params.ts';
import { isPenalized } from './penalties.ts';
import { phasePlans } from './phasePlans.ts';
import type { Phase, PlanHead, TrainPlan } from './trainPlan.ts';

/** One number that training reports. `key` is Keras's name: `loss`, `accuracy`, with several heads `<head>_loss`. */
export interface MetricRow {
  readonly key: string;
  /** Metric's kind, or `loss`. */
  readonly name: string;
  /** '' for the model's total. */
  readonly head: string;
  readonly better: 'larger' | 'smaller';
  readonly percent: boolean;
  /** The metric with its values, how many outputs the head has that it is taken of, and whether some of its steps do not count; absent for a loss. */
  readonly metric?: { readonly item: ItemValue; readonly width: number; readonly masked: boolean };
}

/** Whether what a head gives is a sequence whose filled-up steps are left out where it is compared. */
export const isMasked = ({ spec }: Pick<PlanHead, 'spec'>): boolean => spec.mask && spec.shape.length === 2;

/** What the loss is the sum of, where it pays a penalty: what the heads compare, and the penalty. */
const parts = ['dataLoss', 'penalty'] as const;

type Rowed = Pick<TrainPlan, 'heads' | 'layers' | 'phases' | 'weightPenalty'>;

/** The rows of a plan, in the order they are reported: of each phase the total loss first, then its parts where it pays a penalty, then head by head. */
export const metricRows = (plan: Rowed): readonly MetricRow[] => phasePlans(plan).flatMap((own) => phaseRows(own));

/** The key of the row that a series of points belongs to; undefined where it belongs to none, as what is told of layers or of the course. */
export function seriesKeys(plan: Rowed): (series: Pick<MetricRow, 'name' | 'head'>) => string | undefined {
  const of = ({ name, head }: Pick<MetricRow, 'name' | 'head'>): string => JSON.stringify([head, name]);
  const keys = new Map(metricRows(plan).map((row) => [of(row), row.key]));
  return (series) => keys.get(of(series));
}

/** The rows of one phase. Where there are several, its name stands in front of each key, and is the head of its total. */
export function phaseRows({
  plan,
  phase,
  prefix,
}: {
  readonly plan: Rowed;
  readonly phase: Pick<Phase, 'name'>;
  readonly prefix: string;
}): readonly MetricRow[] {
  const rows = rowsOf(plan);
  return prefix === '' ? rows : rows.map((row) => ({ ...row, key: `${prefix}${row.key}`, head: row.head || phase.name }));
}

function rowsOf(plan: Rowed): readonly MetricRow[] {
  const several = plan.heads.length > 1;
  const loss = { name: 'loss', better: 'smaller', percent: false } as const;
  return [
    { key: 'loss', head: '', ...loss },
    ...(isPenalized(plan) ? parts.map((name): MetricRow => ({ ...loss, key: name, name, head: '' })) : []),
    ...plan.heads.flatMap((head) => {
      const prefix = several ? `${head.name}_` : '';
      const owner = several ? head.name : '';
      const width = head.spec.shape.at(-1) ?? 1;
      const metrics = head.metrics.map((item): MetricRow => {
        const { better, percent = false } = findMetric(item.kind);
        return {
          key: `${prefix}${item.kind}`,
          name: item.kind,
          head: owner,
          better,
          percent,
          metric: { item, width, masked: isMasked(head) },
        };
      });
      return several ? [{ key: `${prefix}loss`, head: owner, ...loss }, ...metrics] : metrics;
    }),
  ];
}
