import { graphAt, groupTurns, isGroup } from '../graph/groups.ts';
import type { Graph, ProjectDocument } from '../graph/document.ts';
import type { Edit } from '../graph/edits.ts';
import type { GraphInference } from '../graph/inferNode.ts';
import { nodeTitle } from '../graph/nodeTitle.ts';
import { initialFrom, type MatchedLayer } from './matchLayers.ts';
import { nameBlocks } from './nameBlocks.ts';
import type { SourceLayer, WeightSource } from './weightSource.ts';

/** Where a block stands in a project: its graph, and its id there. */
export interface Place {
  readonly graph: string;
  readonly node: string;
}
/** What could start from another run: a block, blocks that share weights, or a group that repeats, with the weights of all its turns. */
export interface StartableLayer extends MatchedLayer {
  /** The blocks that it is. */
  readonly places: readonly Place[];
}

/** Where the block stands that a layer of a plan came from, by the layer's id: `group/block`. */
export function placeOf(document: ProjectDocument, id: string): Place {
  const path = id.split('/').map((part) => part.replace(/@\d+$/, ''));
  return { graph: graphAt(document, path.slice(0, -1))?.id ?? document.root, node: path.at(-1) ?? '' };
}

const same = (a: Place) => (b: Place) => a.graph === b.graph && a.node === b.node;

/**
 * All of a project that could start from another run, in the order it computes, with what stands in its groups. A block of a group that is used several times is one block:
 * wherever it stands, it starts alike.
 */
export function startableLayers(document: ProjectDocument, inference: GraphInference): readonly StartableLayer[] {
  const names = new Map(nameBlocks(document).map(({ id, name }) => [id, name]));
  const layers: StartableLayer[] = [];
  const walk = (graph: Graph, { nodes, order }: GraphInference, ids: string, layerIds: string): void => {
    for (const id of order) {
      const [node, own] = [graph.nodes[id], nodes[id]];
      if (!node || !own || own.weights.length === 0) continue;
      const inner = isGroup(node) && groupTurns(node) === 1 ? graphAt({ ...document, root: graph.id }, [id]) : undefined;
      if (inner && own.inner) {
        walk(inner, own.inner, `${ids}${id}/`, `${layerIds}${node.layerId}/`);
        continue;
      }
      const place = { graph: graph.id, node: id };
      const layerId = layerIds + node.layerId;
      const at = layers.findIndex((layer) => layer.layerId === layerId || layer.places.some(same(place)));
      const before = layers[at];
      if (!before)
        layers.push({ layerId, kind: node.kind, weights: own.weights, name: names.get(ids + id) ?? nodeTitle(node), places: [place] });
      else if (!before.places.some(same(place))) layers[at] = { ...before, places: [...before.places, place] };
    }
  };
  const root = document.graphs[document.root];
  if (root) walk(root, inference, '', '');
  return layers;
}

/** Edits after which a layer starts from one of a run, frozen, trained, or as it was (null). */
export const startEdits = (
  { places }: StartableLayer,
  source: WeightSource,
  theirs: SourceLayer,
  frozen: boolean | null,
): readonly Edit[] =>
  places.map(({ graph, node }): Edit => ({
    type: 'updateNode',
    graph,
    id: node,
    changes: { initialFrom: initialFrom(source, theirs), ...(frozen === null ? {} : { frozen }) },
  }));
