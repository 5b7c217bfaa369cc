import { weightNorm as declaration } from '../../../shared/catalogue/watches/weightNorm.ts';
import { isKernel } from '../../../shared/catalogue/weights.ts';
import { defineLook } from './watch.ts';

export const weightNorm = defineLook(declaration, (layer, state) => {
  const kernels = layer.weights.filter(isKernel);
  if (kernels.length === 0) return null;
  let sum = 0;
  for (const { name } of kernels) for (const weight of state[`${layer.layerId}/${name}`]?.numbers ?? []) sum += weight * weight;
  return Math.sqrt(sum);
});
