import { findBlock } from '../../../shared/catalogue/index.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { createNode } from '../../../shared/graph/createNode.ts';
import { rootGraph, type Edge, type GraphNode } from '../../../shared/graph/document.ts';
import { emptyGroup } from '../../../shared/graph/groupNodes.ts';
import { withoutUnused } from '../../../shared/graph/groups.ts';
import { graph as groupBlock } from '../../../shared/catalogue/blocks/graph.ts';
import type { Edit } from '../../../shared/graph/edits.ts';
import { refuseConnection } from '../../../shared/graph/refuseConnection.ts';
import { plural } from '../../../shared/catalogue/plural.ts';
import { select, session, toast } from '../sessionStore.ts';
import { attempt, documents, openProject, seenGraph, settings } from '../studio.ts';
import { canvas, canvasView } from './canvasStore.ts';
import { clipOrigin, formatClip, makeClip, parseClip, pasteEdits, type Clip } from './clipboard.ts';
import { freePlace, nodeGap, nodeSize, snap, type Direction, type Point } from './geometry.ts';
import { layoutGraph } from './layoutGraph.ts';
import { makeRoom } from './makeRoom.ts';
import { findWiring, insertIntoWire, makeEdge, type Ends } from './wiring.ts';

const graph = () => openProject().graph;
const isOpen = (): boolean => documents.getState().open !== null;
const titleOf = (node: GraphNode): string => node.name || findBlock(node.kind).title;

/** Which way the graph is read, as the window remembers it. */
export const direction = (): Direction => (settings.getState().settings.layout['direction'] === 'down' ? 'down' : 'right');

export const selectedNodes = (): readonly GraphNode[] => {
  const { selectedNodes: ids } = session.getState();
  return Object.values(graph().nodes).filter((node) => ids.has(node.id));
};
const selectedEdges = (): readonly Edge[] => {
  const { selectedEdges: ids } = session.getState();
  return Object.values(graph().edges).filter((edge) => ids.has(edge.id));
};

const outputFree = (node: GraphNode): boolean =>
  findBlock(node.kind).outputs.some(
    ({ name }) => !Object.values(graph().edges).some((edge) => edge.source.node === node.id && edge.source.port === name),
  );

/**
 * Adds a block. At `place` (its centre) when given, else near the selection; wired to the one selected node where that has a free
 * output, or put into `wire`. Selects it. Says so when a wire was asked for and cannot be.
 */
export function addBlock(
  kind: string,
  options: { readonly place?: Point; readonly wire?: string | null; readonly from?: Ends['source'] } = {},
): void {
  const { document } = seenGraph();
  const block = findBlock(kind);
  const taken = Object.values(graph().nodes).map((node) => node.position);
  const chosen = selectedNodes();
  const only = chosen.length === 1 ? chosen[0] : undefined;
  const centre = options.place ?? canvasView()?.centre() ?? { x: 0, y: 0 };
  let position = { x: snap(centre.x - nodeSize.width / 2), y: snap(centre.y - nodeSize.height / 2) };
  if (!options.place) position = freePlace(only ? beside(only.position) : position, taken, direction());
  // The one selected wire takes it, as one on which it is dropped.
  const [selectedWire, ...otherWires] = session.getState().selectedEdges;
  const wanted = options.place || options.from || chosen.length > 0 || otherWires.length > 0 ? options.wire : selectedWire;
  const wire = wanted == null ? undefined : graph().edges[wanted];
  const room = wire && makeRoom(graph(), wire, position, direction());
  const inner = kind === groupBlock.kind ? emptyGroup() : null;
  const values = inner ? { graph: inner.id } : {};
  const node = createNode(kind, { values, position: room?.position ?? position });
  const addNode: Edit = { type: 'addNode', graph: document.root, node };
  let edits: readonly Edit[] = [addNode];

  if (wire && room) {
    const inserted = insertIntoWire(document, wire, node);
    if ('edits' in inserted) edits = [...room.edits, ...inserted.edits];
    else toast('info', `${block.title} stands beside the wire: ${inserted.reason}`);
  } else if (!options.place || options.from) {
    const source = options.from ? graph().nodes[options.from.node] : only && outputFree(only) ? only : undefined;
    const port = block.inputs[0];
    if (source && port) {
      const withNode = {
        ...document,
        graphs: { ...document.graphs, [document.root]: { ...graph(), nodes: { ...graph().nodes, [node.id]: node } } },
      };
      const found = findWiring(withNode, source, node);
      if ('ends' in found) edits = [addNode, { type: 'addEdge', graph: document.root, edge: makeEdge(withNode, found.ends) }];
      else toast('info', `${block.title} is not wired: ${found.reason}`);
    }
  }
  const added: readonly Edit[] = inner ? [{ type: 'addGraph', content: inner }] : [];
  documents.edit([...added, ...edits], { label: `Add ${block.title}` });
  select([node.id]);
  // A place of the user's own choice is in sight; the view does not jump from under the pointer.
  if (!options.place) canvasView()?.reveal(node.id);
}

const beside = (place: Point): Point =>
  direction() === 'right'
    ? { x: place.x + nodeSize.width + nodeGap.along, y: place.y }
    : { x: place.x, y: place.y + nodeSize.height + nodeGap.along };

/** Draws a wire, or says why it cannot be. True when it is there. */
export function connect({ source, target }: Ends): boolean {
  const { document, inference } = seenGraph();
  const refusal = refuseConnection(document, document.root, source, target, inference);
  if (refusal !== null) {
    toast('error', `No wire: ${refusal}`, { topic: 'wire' });
    return false;
  }
  documents.edit([{ type: 'addEdge', graph: document.root, edge: makeEdge(document, { source, target }) }], { label: 'Connect' });
  return true;
}

/** Draws a wire from a port to a block as a whole: to the first of its ports that takes it. */
export function connectNodes(from: { readonly nodeId: string; readonly type: 'source' | 'target' }, to: string): void {
  const { document, inference } = seenGraph();
  const [first, second] = from.type === 'source' ? [from.nodeId, to] : [to, from.nodeId];
  const source = graph().nodes[first];
  const target = graph().nodes[second];
  if (!source || !target || source === target) return;
  const found = findWiring(document, source, target, inference);
  if ('reason' in found) toast('error', `No wire: ${found.reason}`, { topic: 'wire' });
  else connect(found.ends);
}

/** Moves an end of a wire to another port, as one step of undo. */
export function reconnect(id: string, { source, target }: Ends): void {
  const { document } = seenGraph();
  const remove: Edit = { type: 'removeEdge', graph: document.root, id };
  const open = applyEdits(document, [remove]).document;
  const before = graph().edges[id];
  if (
    before?.source.node === source.node &&
    before.source.port === source.port &&
    before.target.node === target.node &&
    before.target.port === target.port
  )
    return;
  const refusal = refuseConnection(open, document.root, source, target);
  if (refusal !== null) {
    toast('error', `No wire: ${refusal}`, { topic: 'wire' });
    return;
  }
  documents.edit([remove, { type: 'addEdge', graph: document.root, edge: makeEdge(open, { source, target }) }], { label: 'Move wire' });
}

/** Puts a node that has no wires into a wire it was dropped on; false when it was not. */
export function dropOnWire(node: GraphNode, wire: string, moved: readonly Edit[]): boolean {
  const { document } = seenGraph();
  const edge = graph().edges[wire];
  if (!edge || Object.values(graph().edges).some(({ source, target }) => source.node === node.id || target.node === node.id)) return false;
  const inserted = insertIntoWire(document, edge, node);
  if ('reason' in inserted) {
    toast('info', `${titleOf(node)} stands beside the wire: ${inserted.reason}`);
    return false;
  }
  const dropped = applyEdits(document, moved).document;
  const room = makeRoom(rootGraph(dropped), edge, rootGraph(dropped).nodes[node.id]?.position ?? node.position, direction(), node.id);
  const settle: Edit = { type: 'updateNode', graph: document.root, id: node.id, changes: { position: room.position } };
  documents.edit([...room.edits, settle, ...inserted.edits], { label: `Insert ${titleOf(node)}` });
  return true;
}

/** What is selected, for people: `Conv2D`, `3 blocks`, `1 wire`. */
function selectionWords(): string {
  const nodes = selectedNodes();
  const edges = selectedEdges();
  if (nodes.length === 1 && nodes[0]) return titleOf(nodes[0]);
  return nodes.length > 0 ? plural(nodes.length, 'block') : plural(edges.length, 'wire');
}

export function deleteSelection(verb = 'Delete'): void {
  if (!isOpen()) return;
  const nodes = selectedNodes();
  const ids = new Set(nodes.map((node) => node.id));
  // A node takes its wires along.
  const edges = selectedEdges().filter((edge) => !ids.has(edge.source.node) && !ids.has(edge.target.node));
  if (nodes.length + edges.length === 0) return;
  const label = `${verb} ${selectionWords()}`;
  const { document, graph: own } = openProject();
  const root = own.id;
  documents.edit(
    withoutUnused(document, [
      ...edges.map((edge): Edit => ({ type: 'removeEdge', graph: root, id: edge.id })),
      ...nodes.map((node): Edit => ({ type: 'removeNode', graph: root, id: node.id })),
    ]),
    { label },
  );
  select([]);
}

/** Removes nodes and joins what came before to what came after, where each has one wire on each side. */
export function dissolveSelection(): void {
  const { document } = seenGraph();
  const edits: Edit[] = [];
  for (const node of selectedNodes()) {
    const into = Object.values(graph().edges).filter((edge) => edge.target.node === node.id);
    const out = Object.values(graph().edges).filter((edge) => edge.source.node === node.id);
    edits.push({ type: 'removeNode', graph: document.root, id: node.id });
    const [first] = into;
    if (into.length !== 1 || !first) continue;
    for (const edge of out) edits.push({ type: 'addEdge', graph: document.root, edge: { ...edge, source: first.source } });
  }
  if (edits.length === 0) return;
  documents.edit(withoutUnused(openProject().document, edits), { label: `Dissolve ${selectionWords()}` });
  select([]);
}

/** The clipboard text of the selection; null when nothing is selected. */
export function copySelection(): string | null {
  if (!isOpen()) return null;
  const { selectedNodes: ids } = session.getState();
  const clip = makeClip(seenGraph().document, ids);
  return clip.nodes.length === 0 ? null : formatClip(clip);
}

function addClip(clip: Clip, offset: Point, label: string): void {
  const { edits, nodes } = pasteEdits(seenGraph().document, clip, offset);
  documents.edit(edits, { label });
  select(nodes);
}

/** Pastes blocks from clipboard text: under the pointer, else beside where they were. False when the text holds none. */
export function pasteText(text: string): boolean {
  const parsed = isOpen() ? parseClip(text) : null;
  if (!parsed) return false;
  if ('error' in parsed) {
    toast('error', `Could not paste: ${parsed.error}.`);
    return true;
  }
  const { clip } = parsed;
  if (clip.nodes.length === 0) return true;
  const { pointer } = canvas.getState();
  const origin = clipOrigin(clip);
  let offset = pointer ? { x: pointer.x - origin.x, y: pointer.y - origin.y } : { x: 32, y: 32 };
  const taken = Object.values(graph().nodes).map((node) => node.position);
  const covers = (): boolean =>
    clip.nodes.some(({ position }) =>
      taken.some((place) => snap(position.x + offset.x) === place.x && snap(position.y + offset.y) === place.y),
    );
  while (covers()) offset = { x: offset.x + 32, y: offset.y + 32 };
  addClip(clip, offset, `Paste ${plural(clip.nodes.length, 'block')}`);
  return true;
}

/** Copies to, or pastes from, the clipboard for a menu; a key goes through the browser's own copy and paste events. */
export const copyFromMenu = (): Promise<boolean> =>
  attempt('copy', async () => {
    const text = copySelection();
    if (text !== null) await navigator.clipboard.writeText(text);
  });
export const cutFromMenu = async (): Promise<void> => {
  if (await copyFromMenu()) deleteSelection('Cut');
};
export const pasteFromMenu = (): Promise<boolean> =>
  attempt('paste', async () => {
    if (!pasteText(await navigator.clipboard.readText())) toast('info', 'There are no blocks in the clipboard.');
  });

export function duplicateSelection(): void {
  if (!isOpen()) return;
  const clip = makeClip(seenGraph().document, session.getState().selectedNodes);
  if (clip.nodes.length > 0) addClip(clip, { x: 32, y: 32 }, `Duplicate ${selectionWords()}`);
}

export function selectAll(): void {
  if (isOpen()) select(Object.keys(graph().nodes), Object.keys(graph().edges));
}

/** Moves the selection by keys; steps that follow closely are one step of undo. */
export function nudgeSelection(dx: number, dy: number): void {
  if (!isOpen()) return;
  const { root } = seenGraph().document;
  const edits = selectedNodes().map((node): Edit => {
    return { type: 'updateNode', graph: root, id: node.id, changes: { position: { x: node.position.x + dx, y: node.position.y + dy } } };
  });
  documents.edit(edits, { label: `Move ${selectionWords()}`, merge: 'nudge' });
}

/** Lays the whole graph out anew, as one step of undo. */
export const autoLayout = (): Promise<boolean> =>
  attempt('lay out the graph', async () => {
    if (!isOpen()) return;
    const { document } = seenGraph();
    const places = await layoutGraph(graph(), direction(), canvasView()?.aspect() ?? 1.6);
    // Edited while the layout was computed: that layout is of another graph.
    if (!isOpen() || openProject().document.id !== document.id) return;
    const edits = Object.values(graph().nodes).flatMap((node): Edit[] => {
      const place = places.get(node.id);
      if (!place || (place.x === node.position.x && place.y === node.position.y)) return [];
      return [{ type: 'updateNode', graph: document.root, id: node.id, changes: { position: place } }];
    });
    documents.edit(edits, { label: 'Auto-layout' });
    requestAnimationFrame(() => canvasView()?.fit());
  });

export function setDirection(next: Direction): void {
  if (next !== direction()) settings.remember('direction', next);
  void autoLayout();
}
