import { startableLayers } from '../../../shared/plan/startableLayers.ts';
import type { OpenProject } from '../../state/documentStore.ts';

/** What a block of the graph that is open is called in a run: its id, or in a group that of its weights; null in a group that repeats. */
export function layerInRun(
  { document, graph, inference }: Pick<OpenProject, 'document' | 'graph' | 'inference'>,
  node: string,
): string | null {
  if (graph.id === document.root) return node;
  const own = startableLayers(document, inference).find(({ places }) =>
    places.some((place) => place.graph === graph.id && place.node === node),
  );
  return own?.layerId ?? null;
}
