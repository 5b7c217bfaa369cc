import { metrics, watches } from '../../shared/catalogue/index.ts';
import { toWords } from '../../shared/catalogue/toWords.ts';
import { formatPercent, formatValue } from './formatNumber.ts';

const metricOf = (name: string) => metrics.find((metric) => metric.kind === name);
const watchOf = (name: string) => watches.find((watch) => watch.kind === name);
/** Whether it is told of each layer at the end of an epoch, and of no batch. */
export const isWatch = (name: string): boolean => watchOf(name) !== undefined;

/** A metric's name in the window: `loss` -> `Loss`, `meanSquaredError` -> its title. */
export const metricTitle = (name: string): string => (metricOf(name) ?? watchOf(name))?.title ?? toWords(name);
export const isPercent = (name: string): boolean => (metricOf(name) ?? watchOf(name))?.percent === true;
export const isLargerBetter = (name: string): boolean => metricOf(name)?.better === 'larger';
export const formatMetric = (name: string, value: number): string => (isPercent(name) ? formatPercent(value) : formatValue(value));

/** The metric that a key of a run's numbers means: `val_digit_accuracy` -> `accuracy`. */
export function metricOfKey(key: string): string {
  const bare = key.replace(/^(val|test)_/, '');
  return (
    metrics.find(({ kind }) => bare === kind || bare.endsWith(`_${kind}`))?.kind ??
    (bare === 'loss' || bare.endsWith('_loss') ? 'loss' : bare)
  );
}

/** A key of a run's numbers in words: `val_loss` -> `Validation loss`. */
export function keyTitle(key: string): string {
  const split = key.startsWith('val_') ? 'Validation ' : key.startsWith('test_') ? 'Test ' : '';
  const bare = key.replace(/^(val|test)_/, '');
  const metric = metricOfKey(key);
  const head = bare.slice(0, Math.max(0, bare.length - metric.length - 1));
  const title = `${head === '' ? '' : `${head} `}${metricTitle(metric).toLowerCase()}`;
  return split === '' ? title.charAt(0).toUpperCase() + title.slice(1) : split + title;
}

/** Keys in the order they are read: training, validation, test; the loss first. */
export function sortKeys(keys: Iterable<string>): readonly string[] {
  const rank = (key: string): number =>
    (key.startsWith('test_') ? 200 : 0) + (metricOfKey(key) === 'loss' ? 0 : 10) + (key.startsWith('val_') ? 1 : 0);
  return [...new Set(keys)].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Key under which a run's row holds the newest value of a line. */
export function keyOf(series: { readonly name: string; readonly split: 'train' | 'validation' | 'test'; readonly head: string }): string {
  const split = { train: '', validation: 'val_', test: 'test_' }[series.split];
  return `${split}${series.head === '' ? '' : `${series.head}_`}${series.name}`;
}
