import { defineLoss } from '../otherItems.ts';
import { aim, judgingSource } from './aim.ts';

/** Goodfellow and others, arXiv 1406.2661, section 3: the generator makes log D(G(z)) large. */
export const nonSaturatingGan = defineLoss({
  kind: 'nonSaturatingGan',
  title: 'Adversarial, non-saturating',
  short: 'adversarial',
  summary:
    'Scores of a judge, without an activation: above 0 it takes an example for real. The judge pays the cross-entropy of its scores; the generator minimizes -log D(G(z)), whose gradient does not vanish while the judge wins.',
  formula: 'real: mean(softplus(-q)) = mean(-log sigmoid(q)); generated: mean(softplus(q)) = mean(-log(1 - sigmoid(q)))',
  params: { aim },
  keras: { name: 'NonSaturatingGan', source: judgingSource('NonSaturatingGan', 'keras.ops.softplus(-q)', 'keras.ops.softplus(q)') },
  variants: [{ aim: 'generated' }],
  target: 'none',
  foldsIn: null,
});
