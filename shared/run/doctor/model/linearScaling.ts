import type { ProjectDocument } from '../../../graph/document.ts';
import { expectedExamples } from '../../../plan/expectedSteps.ts';
import { rounded } from '../../usualRate.ts';
import { rateOf, setOptimizer } from '../learningRate.ts';
import type { ModelRule } from '../rule.ts';

const batchOf = (document: ProjectDocument): number => Math.min(rateOf(document).batchSize, expectedExamples(document));

/** Changes of the batch size by less than this factor go without saying. */
const least = 2;

export const linearScaling: ModelRule = {
  kind: 'linearScaling',
  title: 'Another batch size, the same learning rate',
  reason:
    'A batch k times as large gives a gradient with less noise, and an epoch k times fewer steps: to come as far, a step may be k times as long (linear scaling, arXiv 1706.02677). Optimizers that divide by the size of gradients, such as Adam, take the root of k.',
  find({ document, before }) {
    if (!before) return [];
    const [now, then] = [rateOf(document), rateOf(before.document)];
    // A batch is never more than all examples.
    const [size, sizeThen] = [batchOf(document), batchOf(before.document)];
    const factor = size / sizeThen;
    if (now.kind !== then.kind || now.rate !== then.rate || (factor < least && factor > 1 / least)) return [];
    const wanted = rounded(then.rate * (now.adaptive ? Math.sqrt(factor) : factor));
    const warm = factor > 4 ? ' Begin with a warm-up of an epoch or more, as the first steps are the wildest.' : '';
    return [
      {
        seen: `The batch size is ${size}; Run ${before.number} trained with ${sizeThen} at the same learning rate, ${then.rate}.`,
        remedy: `Take a learning rate of about ${wanted}: ${rounded(now.adaptive ? Math.sqrt(factor) : factor)} times that of Run ${before.number}.${warm}`,
        fix: {
          title: `Set learning rate ${wanted}`,
          edits: (project) => (rateOf(project).rate === then.rate ? setOptimizer(project, { learningRate: wanted }) : null),
        },
      },
    ];
  },
};
