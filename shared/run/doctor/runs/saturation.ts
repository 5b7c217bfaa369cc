import { findBlock } from '../../../catalogue/index.ts';
import { blockOf, layerLines } from '../lines.ts';
import type { RunRule } from '../rule.ts';
import { activationOf, bendBy, boundsState, mayBend } from './bends.ts';

/** Share of the outputs with no gradient from which on a layer is called saturated: flat on both ends, or on one by its nature. */
const [bothEnds, oneEnd] = [0.5, 0.9];

export const saturation: RunRule = {
  kind: 'saturation',
  title: 'Saturated units',
  reason:
    'Where an activation is flat its derivative is about 0, and no gradient comes through: such a unit learns no more for these examples.',
  find: (run) =>
    layerLines(run, 'saturation').flatMap(({ layer, points }) => {
      const share = points.at(-1)?.[2] ?? 0;
      // What ends in the loss is meant to be sure of itself.
      const last = layer === run.layers.at(-1);
      const bends = mayBend(layer, last);
      const state = boundsState(layer);
      if (last || share < (bends || state ? bothEnds : oneEnd)) return [];
      const kind = activationOf(layer) ?? findBlock(layer.kind).title;
      const wanted = bends ? 'relu' : kind === 'relu' || kind === 'relu6' ? 'leakyRelu' : null;
      return [
        {
          seen: `After epoch ${points.at(-1)?.[1] ?? 0}, ${Math.round(share * 100)} % of what ${state ? `the states of ${layer.name} are made of` : `${layer.name} gives`} lies where its ${kind} is flat.`,
          remedy: state
            ? 'Take a smaller learning rate, clip the gradients, start from smaller kernels, or put layer normalization before it.'
            : bends
              ? 'Take ReLU, put batch normalization before the activation, or start from smaller kernels (Glorot).'
              : `${kind === 'PReLU' ? 'Let its slopes start above 0' : 'Take Leaky ReLU'}, which lets a little gradient through everywhere, take a smaller learning rate, or He kernels.`,
          at: blockOf(run.document, layer),
          ...(wanted !== null && {
            fix: {
              title: `Use ${wanted === 'relu' ? 'ReLU' : 'Leaky ReLU'} in ${layer.name}`,
              edits: (project) => bendBy(project, run.document, [layer], wanted),
            },
          }),
        },
      ];
    }),
};
