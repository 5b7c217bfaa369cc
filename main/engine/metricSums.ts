import { metricRows, type MetricRow } from '../../shared/plan/metricRows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { MetricSums } from './engine.ts';
import { required } from './lower/lowering.ts';
import { ratio } from './metrics/accumulator.ts';
import { accumulators } from './metrics/index.ts';

/** Adds the metrics of a batch to those before it; a step of one phase has none of the others'. */
export function addSums(total: MetricSums, batch: MetricSums): Record<string, number[]> {
  const sums: Record<string, number[]> = Object.fromEntries(Object.entries(total).map(([key, numbers]) => [key, [...numbers]]));
  for (const [key, numbers] of Object.entries(batch)) sums[key] = numbers.map((number, at) => (total[key]?.[at] ?? 0) + number);
  return sums;
}

/** What the numbers that a pass gives mean: some are means over the batch, some are added up as they are. */
export class MetricReader {
  readonly #rows: readonly {
    readonly key: string;
    /** How many numbers it has of its own to add up; null where there is one, a mean over the batch. */
    readonly size: number | null;
    /** A loss that is no number ends a training; a metric beside it has no value then. */
    readonly isLoss: boolean;
    value(sums: readonly number[]): number;
  }[];

  constructor(rows: readonly MetricRow[]) {
    this.#rows = rows.map(({ key, metric }) => {
      const accumulator = metric && accumulators[metric.item.kind];
      const isLoss = metric === undefined;
      // Of a sequence the steps that count are counted, and not the examples.
      if (metric?.masked && !accumulator) return { key, isLoss, size: 2, value: ([sum = Number.NaN, steps = 0]) => ratio(sum, steps) };
      if (!accumulator) return { key, isLoss, size: null, value: ([sum = Number.NaN, weight = 1]) => sum / weight };
      const { width, item } = metric;
      return { key, isLoss, size: accumulator.size(width, item.values), value: (sums) => accumulator.result(sums, item.values) };
    });
  }

  /** The sums of nothing. */
  none(): MetricSums {
    return Object.fromEntries(this.#rows.map(({ key, size }) => [key, Array.from({ length: size ?? 2 }, () => 0)]));
  }

  /** Sums of a batch of so many examples, out of the numbers that its pass gave. */
  sums(numbers: ArrayLike<number>, examples: number): MetricSums {
    let at = 0;
    return Object.fromEntries(
      this.#rows.map(({ key, size }) => {
        const own = Array.from({ length: size ?? 1 }, () => required(numbers[at++], key));
        return [key, size === null ? [required(own[0], key) * examples, examples] : own];
      }),
    );
  }

  /** Where each loss stands among the numbers that a pass gives, by its key, the total first. */
  lossPlaces(): readonly (readonly [key: string, at: number])[] {
    let at = 0;
    return this.#rows.flatMap(({ key, isLoss, size }) => {
      const place = at;
      at += size ?? 1;
      return isLoss ? [[key, place] as const] : [];
    });
  }

  /** The first loss of these sums that is no finite number; undefined where all are. */
  brokenLoss(sums: MetricSums): string | undefined {
    return this.#rows.find(({ key, isLoss, value }) => isLoss && sums[key] !== undefined && !Number.isFinite(value(sums[key])))?.key;
  }

  /** Each metric from its sums. One that has no value, such as the variance explained of examples that are all alike, is left out; a loss never is. */
  values(sums: MetricSums): Record<string, number> {
    return Object.fromEntries(
      this.#rows.flatMap(({ key, isLoss, value }) => {
        const own = sums[key];
        const found = own === undefined ? Number.NaN : value(own);
        return own === undefined || (!isLoss && !Number.isFinite(found)) ? [] : [[key, found] as const];
      }),
    );
  }
}

/** Each metric of a plan from its sums. */
export const metricValues = (plan: TrainPlan, sums: MetricSums): Record<string, number> => new MetricReader(metricRows(plan)).values(sums);
