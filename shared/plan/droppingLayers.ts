import { findBlock, hasBlock } from '../catalogue/index.ts';
import type { PlanLayer, TrainPlan } from './trainPlan.ts';

/** The layers of a plan that drop or disturb numbers by chance in training, those of repeats among them. */
export function droppingLayers({ layers }: Pick<TrainPlan, 'layers'>): readonly PlanLayer[] {
  return layers.flatMap((layer) => {
    if (layer.repeat) return droppingLayers(layer.repeat);
    return hasBlock(layer.kind) && findBlock(layer.kind).drops?.(layer.values) === true ? [layer] : [];
  });
}
