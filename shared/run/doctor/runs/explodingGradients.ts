import { parseValues } from '../../../catalogue/parseValues.ts';
import { trainingParams } from '../../../catalogue/trainingParams.ts';
import { setOptimizer } from '../learningRate.ts';
import { blockOf, layerLines } from '../lines.ts';
import type { RunRule } from '../rule.ts';
import { show } from '../../show.ts';

/** A norm that is too large by itself, and one that is where it has grown so many times. */
const [huge, large, growth] = [1e4, 100, 100];

export const explodingGradients: RunRule = {
  kind: 'explodingGradients',
  title: 'Exploding gradients',
  reason:
    'On its way back each layer multiplies the gradient, a recurrent one at every time step. Where the factors are above 1 it grows without end, and one step throws the weights far away.',
  find(run) {
    const grown = layerLines(run, 'gradientNorm').flatMap(({ layer, points }) => {
      const [first, last] = [points[0], points.at(-1)];
      if (!first || !last) return [];
      return last[2] > huge || (last[2] > large && last[2] > growth * first[2]) ? [{ layer, first, last }] : [];
    });
    const [worst] = grown.toSorted((a, b) => b.last[2] - a.last[2]);
    if (!worst) return [];
    const clipped = (document: typeof run.document): boolean =>
      typeof parseValues(trainingParams, document.training).values.optimizer.values['globalClipnorm'] === 'number';
    return [
      {
        seen: `After epoch ${worst.last[1]} the gradient of ${worst.layer.name} has the norm ${show(worst.last[2])}; after epoch ${worst.first[1]} it was ${show(worst.first[2])}.`,
        remedy: `${clipped(run.document) ? 'Take a smaller learning rate' : 'Clip the gradients by their global norm'}, normalize what goes through the layers (batch or layer normalization), or start from smaller or orthogonal kernels.`,
        at: blockOf(run.document, worst.layer),
        ...(!clipped(run.document) && {
          fix: {
            title: 'Clip by global norm 1',
            edits: (project) => (clipped(project) ? null : setOptimizer(project, { globalClipnorm: 1 })),
          },
        }),
      },
    ];
  },
};
