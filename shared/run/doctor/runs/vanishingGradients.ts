import { blockOf, partLines } from '../lines.ts';
import type { RunRule } from '../rule.ts';
import { show } from '../../show.ts';
import { activationOf, bendBy, mayBend } from './bends.ts';

/** How many times smaller than the largest gradient behind it a layer's may be. */
const bound = 1e-3;

export const vanishingGradients: RunRule = {
  kind: 'vanishingGradients',
  title: 'Vanishing gradients',
  reason:
    'On its way back each layer multiplies the gradient. Where the factors are below 1 little arrives at the layers near the input, and what they should learn they never hear of.',
  find(run) {
    const norms = partLines(run, 'gradientNorm').map(({ layer, name, points }) => ({
      layer,
      name,
      norm: points.at(-1)?.[2] ?? 0,
      epoch: points.at(-1)?.[1] ?? 0,
    }));
    const faint = norms.filter(({ norm }, at) => norms.slice(at + 1).some((behind) => norm < behind.norm * bound));
    const [first] = faint;
    if (!first) return [];
    const largest = Math.max(...norms.map(({ norm }) => norm));
    const others = faint.length === 1 ? '' : ` (and of ${faint.length - 1} more)`;
    const bent = run.layers.filter((layer, at) => mayBend(layer, at === run.layers.length - 1));
    const normalized = run.layers.some(({ kind }) => kind.endsWith('Normalization'));
    return [
      {
        seen: `After epoch ${first.epoch} the gradient of ${first.name}${others} has the norm ${show(first.norm)}, that nearest to the loss ${show(largest)}.`,
        remedy: [
          bent.length > 0
            ? `Take ReLU in place of ${[...new Set(bent.map(activationOf))].join(' and ')}`
            : 'Lead residual connections (Add) past the layers',
          ...(normalized ? [] : ['put batch normalization before the activations']),
          'start from He or orthogonal kernels.',
        ].join(', '),
        at: blockOf(run.document, first.layer),
        ...(bent.length > 0 && {
          fix: { title: 'Use ReLU in hidden layers', edits: (project) => bendBy(project, run.document, bent, 'relu') },
        }),
      },
    ];
  },
};
