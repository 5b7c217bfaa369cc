import type { InitialFrom } from '../graph/document.ts';
import { initialMisfit } from '../graph/initialMisfit.ts';
import type { PlanLayer } from './trainPlan.ts';
import type { SourceLayer, WeightSource } from './weightSource.ts';

/** A layer that could start from another run. */
export type MatchedLayer = Pick<PlanLayer, 'layerId' | 'name' | 'kind' | 'weights'>;

/** What a block keeps of a choice. */
export const initialFrom = ({ run, sha256, title }: WeightSource, layer: SourceLayer): InitialFrom => ({
  run,
  sha256,
  layer: layer.layer,
  kind: layer.kind,
  title: `${title}, ${layer.name}`,
  shapes: Object.fromEntries(layer.weights.map(({ name, shape }) => [name, shape])),
});

/** Why a layer cannot start from one of another run; null when it can. */
export const misfitOf = (layer: Pick<MatchedLayer, 'kind' | 'weights'>, source: WeightSource, theirs: SourceLayer): string | null =>
  initialMisfit(layer.kind, layer.weights, initialFrom(source, theirs));

/**
 * Which layer of a run each of these can start from, by layerId: that of the same id, which a later run of the same project has; else that of the
 * same name; else the first of its kind and shapes that is still free. A layer without one is left out.
 */
export function matchLayers(layers: readonly MatchedLayer[], source: WeightSource): ReadonlyMap<string, SourceLayer> {
  const own = layers.filter(
    ({ weights }, at) => weights.length > 0 && layers.findIndex(({ layerId }) => layerId === layers[at]?.layerId) === at,
  );
  const matched = new Map<string, SourceLayer>();
  const taken = new Set<SourceLayer>();
  const rounds: readonly ((layer: MatchedLayer, theirs: SourceLayer) => boolean)[] = [
    (layer, theirs) => layer.layerId === theirs.layer,
    (layer, theirs) => layer.name === theirs.name,
    () => true,
  ];
  for (const suits of rounds) {
    for (const layer of own) {
      if (matched.has(layer.layerId)) continue;
      const found = source.layers.find((theirs) => !taken.has(theirs) && suits(layer, theirs) && misfitOf(layer, source, theirs) === null);
      if (!found) continue;
      matched.set(layer.layerId, found);
      taken.add(found);
    }
  }
  return matched;
}
