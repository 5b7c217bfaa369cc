import type { RunRow } from '../../shared/ipc/rows.ts';
import type { RunSeries } from '../state/runStore.ts';
import { isWatch } from '../ui/metricWords.ts';
import { bucketSize, reduceSeries, type ReducedLine } from './reduceSeries.ts';
import { runColour } from './runColour.ts';
import { seriesColour } from '../ui/seriesColour.ts';
import type { SmoothSeries } from './smoothSeries.ts';

export type ChartUnit = 'batch' | 'epoch';

/** A line of a chart, ready to draw. */
export interface ChartLine {
  readonly key: string;
  readonly run: RunRow;
  readonly split: 'train' | 'validation' | 'test';
  readonly head: string;
  /** Style variable of its colour. */
  readonly colour: string;
  readonly line: ReducedLine;
  /** Each point is drawn as a dot too: there are few of them, or only one, which no line would show. */
  readonly dots: boolean;
  /** Of a training line over batches, what the table tells: the mean of the newest finished epoch; null while there is none. */
  readonly told: { readonly value: number; readonly epoch: number } | null;
  /** Bounds differ from the line, so that they are drawn behind it. */
  readonly banded: boolean;
}

/** Buckets a chart shows at most: more than its pixels need. */
const mostBuckets = 800;
/** Points up to which each is drawn as a dot, where one run is shown alone. */
const mostDots = 40;

interface LinesOptions {
  readonly unit: ChartUnit;
  readonly name: string;
  readonly runs: readonly { readonly run: RunRow; readonly series: readonly RunSeries[] }[];
  /** Share of the past that the smoothed line keeps, 0 to 1. */
  readonly smoothing: number;
  readonly smooth: (series: RunSeries) => SmoothSeries;
}

/** What is set and not measured: there is no noise in it. */
export const isCourse = (name: string): boolean => name === 'learningRate' || name === 'momentum';

/** The loss, its parts, the metrics, the course of the learning rate, and what is told of each layer. */
function rank(name: string): number {
  if (name === 'loss') return 0;
  if (name === 'dataLoss' || name === 'penalty') return 1;
  if (isCourse(name)) return 3;
  return isWatch(name) ? 4 : 2;
}

/** Names of what the runs measured, the loss first: a chart for each. */
export function chartNames(runs: readonly { readonly series: readonly RunSeries[] }[]): readonly string[] {
  const names = new Set(runs.flatMap(({ series }) => series.filter(({ row }) => row.split !== 'test').map(({ row }) => row.name)));
  return [...names].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** The value of the newest epoch of a line that has a point for each batch. */
function newestEpoch(
  runs: LinesOptions['runs'],
  id: string,
  { name, split, head }: RunSeries['row'],
): { readonly value: number; readonly epoch: number } | null {
  const found = runs
    .find(({ run }) => run.id === id)
    ?.series.find(({ row }) => row.unit === 'epoch' && row.name === name && row.split === split && row.head === head)?.buffer;
  const value = found?.values[found.length - 1];
  return found && value !== undefined && Number.isFinite(value) ? { value, epoch: found.epochs[found.length - 1] ?? 0 } : null;
}

/**
 * The lines of one metric. By batch: the training line over its raw values, and the points of each epoch's validation at the step they
 * were measured; by epoch: both, an epoch a point.
 */
export function chartLines({ unit, name, runs, smoothing, smooth }: LinesOptions): readonly ChartLine[] {
  const chosen = runs.flatMap(({ run, series }) =>
    series
      .filter(
        ({ row }) =>
          row.name === name &&
          row.split !== 'test' &&
          (row.unit === unit || (unit === 'batch' && row.unit === 'epoch' && (row.split === 'validation' || isWatch(name)))),
      )
      .map((own) => ({ run, own })),
  );
  const range = Math.max(0, ...chosen.map(({ own: { buffer } }) => buffer.steps[buffer.length - 1] ?? 0));
  const size = unit === 'batch' ? bucketSize(range, mostBuckets) : 1;
  const heads = [...new Set(chosen.map(({ own }) => own.row.head))];
  const alone = new Set(chosen.map(({ run }) => run.id)).size === 1;
  return chosen.map(({ run, own }): ChartLine => {
    const { row, buffer } = own;
    // Beside other runs a line has its run's colour; alone, each layer or head has one of its own.
    const colour = alone && heads.length > 1 ? seriesColour(heads.indexOf(row.head)) : runColour(run);
    const base = { key: `${run.id}/${row.id}`, run, split: row.split, head: row.head, colour };
    const xs = unit === 'epoch' ? buffer.epochs : buffer.steps;
    if (row.unit === 'epoch') {
      const line = reduceSeries({ xs, ys: buffer.values, length: buffer.length }, 1);
      return { ...base, line, told: null, dots: buffer.length === 1 || (runs.length === 1 && buffer.length <= mostDots), banded: false };
    }
    const kept = isCourse(name) ? 0 : smoothing;
    const ys = kept > 0 ? smooth(own).update(buffer, kept) : buffer.values;
    const line = reduceSeries({ xs, ys, length: buffer.length }, size, buffer.values);
    return {
      ...base,
      line,
      told: isCourse(name) ? null : newestEpoch(runs, run.id, row),
      dots: line.xs.length === 1,
      banded: kept > 0 || size > 1,
    };
  });
}
