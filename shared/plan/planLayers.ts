import { findBlock } from '../catalogue/index.ts';
import type { Graph, GraphNode, InitialFrom, ProjectDocument } from '../graph/document.ts';
import { groupGraph, groupTurns } from '../graph/groups.ts';
import type { GraphInference, NodeInference } from '../graph/inferNode.ts';
import { stackWeight } from '../graph/stackWeight.ts';
import { incomingWires } from '../graph/wires.ts';
import { planWeights } from './planWeights.ts';
import { feedsAnEnd } from './nameBlocks.ts';
import type { InitialWeights, PlanLayer, TensorRef } from './trainPlan.ts';

/** What a graph's nodes are placed in a plan with. */
interface Placing {
  readonly graphs: ProjectDocument['graphs'];
  /** What each layer and end is called, by its id. */
  readonly names: ReadonlyMap<string, string>;
  /** Hears of each Input and Output of the outermost graph, with what arrives. */
  end(node: GraphNode, inputs: PlanLayer['inputs'], name: string): void;
  readonly layers: PlanLayer[];
  /** Hears which phase a layer or an end was given, by its id. */
  readonly phases: Map<string, string>;
}

/** Where a graph stands: what is put in front of ids, and what arrives at its Group input. */
interface Place {
  readonly ids: string;
  readonly layerIds: string;
  readonly frozen: boolean;
  /** Inside a repeat: repeats stand as their turns, one after another. */
  readonly repeated?: boolean;
  /** The phase that trains it, where a group around it says so. */
  readonly phase?: string | undefined;
  readonly given: TensorRef | null;
}

/** A group in an id: `group`, or `group@turn` where its turns stand one after another. */
const turnId = (id: string, turn: number, turns: number): string => (turns > 1 ? `${id}@${turn}` : id);

export const outermost: Place = { ids: '', layerIds: '', frozen: false, given: null };

/**
 * Places the layers of a graph in a plan, in the order in which they compute. A group's blocks take its place: their ids are
 * `<group>/<block>` and their layerIds `<its layerId>/<theirs>`, so that groups of one layerId share weights. Gives what the graph's Group
 * output takes; null in the outermost graph.
 */
export function planLayers(graph: Graph, { nodes, order }: GraphInference, placing: Placing, place: Place): TensorRef | null {
  const wires = incomingWires(graph);
  const used = feedsAnEnd(graph, wires);
  /** What each node gives at each port, where that is no layer of the node's own. */
  const passed = new Map<string, TensorRef>();
  let given: TensorRef | null = null;
  for (const id of order) {
    const [node, own] = [graph.nodes[id], nodes[id]];
    if (!node || !own || !used.has(id)) continue;
    const inputs = Object.fromEntries(
      [...(wires.get(id) ?? [])].map(([port, list]) => [
        port,
        list.map(({ source }): TensorRef => passed.get(source.node) ?? { layer: place.ids + source.node, port: source.port }),
      ]),
    );
    const [first] = inputs['x'] ?? [];
    const inner = groupGraph(placing.graphs, node);
    if (node.kind === 'groupInput') {
      if (place.given) passed.set(id, place.given);
    } else if (node.kind === 'groupOutput') {
      given = first ?? null;
    } else if (inner && own.inner && groupTurns(node) > 1 && place.repeated !== true) {
      placing.layers.push(planRepeat(node, own, inner, inputs, placing, place));
    } else if (inner && own.inner) {
      const turns = groupTurns(node);
      let source = first ?? null;
      for (let turn = 0; turn < turns; turn++)
        source = planLayers(inner, own.inner, placing, {
          ...place,
          ids: `${place.ids}${turnId(id, turn, turns)}/`,
          layerIds: `${place.layerIds}${node.layerId}/${turns > 1 ? `${turn}/` : ''}`,
          frozen: place.frozen || node.frozen,
          phase: node.phase ?? place.phase,
          given: source,
        });
      if (source) passed.set(id, source);
    } else {
      const name = placing.names.get(place.ids + id) ?? id;
      const phase = node.phase ?? place.phase;
      if (phase !== undefined) placing.phases.set(place.ids + id, phase);
      if (findBlock(node.kind).structure) placing.end(node, inputs, name);
      else placing.layers.push(planLayer(node, own, inputs, name, place));
    }
  }
  return given;
}

/** A group that repeats: one layer, which holds the layers of a turn and the weights of all turns. */
function planRepeat(
  node: GraphNode,
  own: NodeInference,
  graph: Graph,
  inputs: PlanLayer['inputs'],
  placing: Placing,
  place: Place,
): PlanLayer {
  const [id, layerId] = [place.ids + node.id, place.layerIds + node.layerId];
  const input = `${id}/`;
  const layers: PlanLayer[] = [];
  const name = placing.names.get(id) ?? node.id;
  const turns = groupTurns(node);
  const phase = node.phase ?? place.phase;
  if (phase !== undefined) placing.phases.set(id, phase);
  const source =
    own.inner &&
    planLayers(
      graph,
      own.inner,
      { ...placing, layers },
      {
        ids: input,
        layerIds: `${layerId}/`,
        frozen: place.frozen || node.frozen,
        repeated: true,
        given: { layer: input, port: 'y' },
      },
    );
  if (!own.outputs || !source) throw new Error(`the group "${node.id}" has no spec`);
  return {
    id,
    layerId,
    name,
    kind: node.kind,
    values: own.values,
    inputs,
    outputs: own.outputs,
    repeat: { turns, input, layers, source },
    ...(node.frozen || place.frozen ? { frozen: true } : {}),
    weights: planWeights({ layers }).map(({ key, spec }) => ({ ...stackWeight(spec, turns), name: key.slice(layerId.length + 1) })),
    ...(node.initialFrom ? { initialFrom: initialWeights(node.initialFrom) } : {}),
  };
}

function planLayer(
  node: GraphNode,
  own: GraphInference['nodes'][string],
  inputs: PlanLayer['inputs'],
  name: string,
  { ids, layerIds, frozen }: Place,
): PlanLayer {
  if (!own.outputs) throw new Error(`the block "${node.id}" has no spec`);
  return {
    id: ids + node.id,
    layerId: layerIds + node.layerId,
    name,
    kind: node.kind,
    values: own.values,
    inputs,
    outputs: own.outputs,
    ...(node.frozen || frozen ? { frozen: true } : {}),
    weights: own.weights,
    ...(node.initialFrom ? { initialFrom: initialWeights(node.initialFrom) } : {}),
  };
}

const initialWeights = ({ run, sha256, layer, title }: InitialFrom): InitialWeights => ({ run, sha256, layer, title });
