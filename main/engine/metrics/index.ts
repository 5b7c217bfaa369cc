import { metrics } from '../../../shared/catalogue/index.ts';
import { lossFunctions } from '../losses/index.ts';
import type { Compare } from '../losses/loss.ts';
import type { Accumulator } from './accumulator.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { binaryIoU } from './binaryIoU.ts';
import { cosineSimilarity } from './cosineSimilarity.ts';
import { f1 } from './f1.ts';
import { meanIoU } from './meanIoU.ts';
import { precision } from './precision.ts';
import { r2 } from './r2.ts';
import { recall } from './recall.ts';
import { rootMeanSquaredError } from './rootMeanSquaredError.ts';
import { topKAccuracy } from './topKAccuracy.ts';

/* A loss watched as a metric is computed from the prediction, as Keras does, and not from logits. */
const watched = (kind: string): Compare => {
  const compare = lossFunctions[kind];
  if (!compare) throw new Error(`there is no loss "${kind}"`);
  return (compared, values) => compare({ ...compared, logits: null }, values);
};

/** The mathematics of every metric that is a mean over examples, by kind. */
export const metricFunctions: Readonly<Record<string, Compare>> = {
  accuracy,
  topKAccuracy,
  cosineSimilarity,
  ...Object.fromEntries(metrics.flatMap(({ kind, watches }) => (watches === undefined ? [] : [[kind, watched(watches)]]))),
};

/* Each entry's values are those of its own metric: the plan holds values that its parser has checked. */
const erase = (own: Readonly<Record<string, unknown>>): Readonly<Record<string, Accumulator>> =>
  own as Readonly<Record<string, Accumulator>>;

/** The mathematics of every other metric, by kind. */
export const accumulators = erase({ auc, binaryIoU, f1, meanIoU, precision, r2, recall, rootMeanSquaredError });
