import ELK from 'elkjs/lib/elk-api.js';
import workerAddress from 'elkjs/lib/elk-worker.min.js?url';
import type { Graph } from '../../../shared/graph/document.ts';
import { nodeGap, nodeSize, portPlaces, snap, type Direction, type Point } from './geometry.ts';

/** Nodes from which on the layout must be a simple one. */
const manyNodes = 400;

let elk: InstanceType<typeof ELK> | null = null;

/**
 * Places for all nodes, in layers along the direction of reading; long chains are broken into rows that fill `aspect` (width over
 * height). Computed in a worker; the upper left corner of the result is where the graph's was.
 */
export async function layoutGraph(graph: Graph, direction: Direction, aspect: number): Promise<ReadonlyMap<string, Point>> {
  elk ??= new ELK({ workerFactory: () => new Worker(workerAddress) });
  const nodes = Object.values(graph.nodes);
  const laid = await elk.layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction === 'right' ? 'RIGHT' : 'DOWN',
      'elk.aspectRatio': String(aspect),
      'elk.spacing.nodeNode': String(nodeGap.across),
      'elk.spacing.componentComponent': String(nodeGap.along),
      'elk.layered.spacing.nodeNodeBetweenLayers': String(nodeGap.along),
      'elk.layered.wrapping.strategy': direction === 'right' ? 'MULTI_EDGE' : 'OFF',
      'elk.layered.wrapping.additionalEdgeSpacing': '16',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      // The better strategies recurse as deep as the graph is long, deeper than a worker's stack reaches.
      ...(nodes.length > manyNodes
        ? { 'elk.layered.layering.strategy': 'LONGEST_PATH_SOURCE', 'elk.layered.nodePlacement.strategy': 'SIMPLE' }
        : { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX' }),
    },
    children: nodes.map((node) => ({
      id: node.id,
      ...nodeSize,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: portPlaces(node.kind, direction).map(({ id, type, x, y }) => ({ id: `${node.id}/${type}/${id}`, width: 0, height: 0, x, y })),
    })),
    edges: Object.values(graph.edges).map(({ id, source, target }) => ({
      id,
      sources: [`${source.node}/source/${source.port}`],
      targets: [`${target.node}/target/${target.port}`],
    })),
  });
  const origin = corner(nodes.map((node) => node.position));
  const places = new Map((laid.children ?? []).map((child) => [child.id, { x: child.x ?? 0, y: child.y ?? 0 }]));
  const start = corner([...places.values()]);
  return new Map([...places].map(([id, { x, y }]) => [id, { x: snap(x - start.x + origin.x), y: snap(y - start.y + origin.y) }]));
}

const corner = (points: readonly Point[]): Point =>
  points.length === 0 ? { x: 0, y: 0 } : { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) };
