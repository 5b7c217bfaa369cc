import { sparsity as declaration } from '../../../shared/catalogue/watches/sparsity.ts';
import { isKernel } from '../../../shared/catalogue/weights.ts';
import { defineLook } from './watch.ts';

/** Of the kernels alone: biases start at 0 and say nothing of it. */
export const sparsity = defineLook(declaration, (layer, state, { bound }) => {
  let near = 0;
  let all = 0;
  for (const { name } of layer.weights.filter(isKernel)) {
    const numbers = state[`${layer.layerId}/${name}`]?.numbers ?? [];
    all += numbers.length;
    for (const number of numbers) if (Math.abs(number) < bound) near++;
  }
  return all === 0 ? null : near / all;
});
