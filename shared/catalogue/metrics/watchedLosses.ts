import { losses } from '../losses/index.ts';
import { defineMetric, type Loss, type Metric, type TargetEncoding } from '../otherItems.ts';

/** Targets that a loss can be compared with: classes as they are or as rows of 0 and 1, and anything where numbers are compared. */
const targets: Readonly<Record<TargetEncoding, readonly TargetEncoding[] | undefined>> = {
  index: ['index'],
  oneHot: ['oneHot', 'index'],
  binary: ['binary', 'oneHot', 'index'],
  values: undefined,
  none: ['none'],
};

/** A loss as a metric: watched and not trained on. */
function watchedLoss({ kind, title, formula, params, keras, target, variants }: Loss): Metric {
  const given = targets[target];
  return defineMetric({
    kind,
    title,
    summary: 'The loss of the same name, watched and not trained on.',
    ...(formula === undefined ? {} : { formula }),
    params,
    keras,
    ...(variants === undefined ? {} : { variants }),
    better: 'smaller',
    watches: kind,
    ...(given === undefined ? {} : { targets: given }),
    ...(target === 'index' ? { takesClasses: true } : {}),
  });
}

/** The losses that can be watched: all but those that have a metric of their own under the same name. */
export const watchedLosses = (own: readonly string[]): readonly Metric[] =>
  losses.filter(({ kind }) => !own.includes(kind)).map((loss) => watchedLoss(loss));
