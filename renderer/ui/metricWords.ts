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

/** Words in lower case, but for those that are written in capitals: `Binary IoU` -> `binary IoU`, `AUC` as it is. */
const inSentence = (title: string): string =>
  title.replace(/\p{L}[\p{L}\p{N}²]*/gu, (word) => (/^.+\p{Lu}|\p{N}|²/u.test(word) ? word : word.toLowerCase()));

const splitOf = (key: string): 'val' | 'test' | null => (key.startsWith('val_') ? 'val' : key.startsWith('test_') ? 'test' : null);
const bareOf = (key: string): string => key.replace(/^(val|test)_/, '');

/** A key of a run's numbers in words: `val_loss` -> `Validation loss`, or, where there is little room, `Val. loss`. */
export function keyTitle(key: string, short = false): string {
  const which = splitOf(key);
  const split = which === 'val' ? (short ? 'Val. ' : 'Validation ') : which === 'test' ? 'Test ' : '';
  const bare = bareOf(key);
  const metric = metricOfKey(key);
  const head = bare.slice(0, Math.max(0, bare.length - metric.length - 1));
  const title = `${head === '' ? '' : `${head} `}${inSentence(metricTitle(metric))}`;
  return split === '' ? title.charAt(0).toUpperCase() + title.slice(1) : split + title;
}

/** Keys in the order they are read: the loss first, each metric of the training beside that of the validation; what was tested last. */
export function sortKeys(keys: Iterable<string>): readonly string[] {
  const rank = (key: string): number => (splitOf(key) === 'test' ? 2 : 0) + (metricOfKey(key) === 'loss' ? 0 : 1);
  return [...new Set(keys)].toSorted(
    (a, b) => rank(a) - rank(b) || bareOf(a).localeCompare(bareOf(b)) || Number(splitOf(a) === 'val') - Number(splitOf(b) === 'val'),
  );
}

/** Key under which a run's row holds the newest value of a line. */
export function keyOf(series: { readonly name: string; readonly split: 'train' | 'validation' | 'test'; readonly head: string }): string {
  const split = { train: '', validation: 'val_', test: 'test_' }[series.split];
  return `${split}${series.head === '' ? '' : `${series.head}_`}${series.name}`;
}
