import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import type { PlanLayer, TrainPlan } from '../../shared/plan/trainPlan.ts';

/** The Dense layer of a plan of this id, name or layerId; or, in words, why there is none; `missing` where nothing at all has the name. `units` is how many neurons it has. */
export function findDense(
  plan: Pick<TrainPlan, 'layers'>,
  wanted: string,
): { readonly layer: PlanLayer; readonly units: number } | { readonly problem: string; readonly missing?: boolean } {
  const of = (layers: readonly PlanLayer[]): PlanLayer | undefined =>
    layers.find(({ id }) => id === wanted) ??
    layers.find(({ name }) => name === wanted) ??
    layers.find(({ layerId }) => layerId === wanted);
  const layer = of(plan.layers);
  if (layer?.kind === 'dense') return { layer, units: layer.outputs['y']?.shape.at(-1) ?? 0 };
  const own = plan.layers.filter(({ kind }) => kind === 'dense').map(({ name }) => name);
  const others = own.length === 0 ? 'it has no Dense layers' : `its Dense layers are ${own.join(', ')}`;
  const repeat = layer?.repeat ? layer : plan.layers.find(({ repeat: body }) => body && of(body.layers));
  if (repeat) return { problem: `"${repeat.name}" repeats its layers, and one turn of them cannot be looked at: ${others}` };
  if (layer) {
    const title = hasBlock(layer.kind) ? findBlock(layer.kind).title : layer.kind;
    return { problem: `"${layer.name}" is a ${title} and no Dense layer: ${others}` };
  }
  return { problem: `it was trained without a layer "${wanted}": ${others}`, missing: true };
}
