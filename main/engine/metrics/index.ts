import { lossFunctions } from '../losses/index.ts';
import type { Compare } from '../losses/loss.ts';
import { accuracy } from './accuracy.ts';

/* A loss watched as a metric is computed from the prediction, as Keras does, and not from logits. */
const watched = (kind: string): Compare => {
  const compare = lossFunctions[kind];
  if (!compare) throw new Error(`there is no loss "${kind}"`);
  return (compared, values) => compare({ ...compared, logits: null }, values);
};

const watchedLosses = [
  'categoricalCrossentropy',
  'sparseCategoricalCrossentropy',
  'binaryCrossentropy',
  'meanSquaredError',
  'meanAbsoluteError',
];

/** The mathematics of every metric of the catalogue, by kind. */
export const metricFunctions: Readonly<Record<string, Compare>> = {
  accuracy,
  ...Object.fromEntries(watchedLosses.map((kind) => [kind, watched(kind)])),
};
