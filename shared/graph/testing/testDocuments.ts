import { applyEdits } from '../applyEdits.ts';
import { createDocument } from '../createDocument.ts';
import { createNode } from '../createNode.ts';
import type { Edge, Graph, ProjectDocument } from '../document.ts';

/** `a -> b` is a wire from a to b's port x; `a -> b.1` names its place on a variadic port. */
export type Wire = `${string} -> ${string}`;

type Nodes = Readonly<Record<string, readonly [kind: string, values?: Readonly<Record<string, unknown>>]>>;

/** A small project for tests: nodes by id as `[kind, values]`, wires as text, and the graphs of its groups by id, drawn alike. */
export function testDocument(
  nodes: Nodes,
  wires: readonly Wire[],
  groups: Readonly<Record<string, readonly [nodes: Nodes, wires: readonly Wire[]]>> = {},
): ProjectDocument {
  const document = createDocument('Test');
  const inner = Object.entries(groups).map(([id, [own, ownWires]]) => [id, testGraph(id, id, own, ownWires)] as const);
  return { ...document, graphs: { [document.root]: testGraph(document.root, 'Model', nodes, wires), ...Object.fromEntries(inner) } };
}

function testGraph(id: string, name: string, nodes: Nodes, wires: readonly Wire[]): Graph {
  const edges = wires.map((wire, at): Edge => {
    const [source = '', target = ''] = wire.split(' -> ');
    const [node = '', index = '0'] = target.split('.');
    return { id: `wire-${at + 1}`, source: { node: source, port: 'y' }, target: { node, port: 'x', index: Number(index) } };
  });
  return {
    id,
    name,
    nodes: Object.fromEntries(Object.entries(nodes).map(([own, [kind, values = {}]]) => [own, createNode(kind, { id: own, values })])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
  };
}

/** A dense network with a group `stage` in its middle, whose blocks are one after another. */
export function withGroup(
  repeat: number,
  ...blocks: readonly (readonly [kind: string, values?: Readonly<Record<string, unknown>>])[]
): ProjectDocument {
  const ids = ['in', ...blocks.map(([kind], at) => `${kind}${at}`), 'out'];
  const inside: Nodes = Object.fromEntries([
    ['in', ['groupInput']],
    ...blocks.map((block, at) => [ids[at + 1] ?? '', block] as const),
    ['out', ['groupOutput']],
  ]);
  return testDocument(
    {
      x: ['input', { shape: [4] }],
      before: ['dense', { units: 6 }],
      stage: ['graph', { graph: 'inner', repeat }],
      digit: ['dense', { units: 3, activation: 'softmax' }],
      y: ['output'],
    },
    ['x -> before', 'before -> stage', 'stage -> digit', 'digit -> y'],
    { inner: [inside, ids.slice(1).map((id, at): Wire => `${ids[at] ?? ''} -> ${id}`)] },
  );
}

/** A document whose graph `deep` holds these blocks one after another, for a group in a group. */
export function withInner(
  document: ProjectDocument,
  ...blocks: readonly (readonly [kind: string, values?: Readonly<Record<string, unknown>>])[]
): ProjectDocument {
  const inner = withGroup(1, ...blocks).graphs['inner'];
  return inner ? applyEdits(document, [{ type: 'addGraph', content: { ...inner, id: 'deep' } }]).document : document;
}

/** Two pictures through weights that they share, joined, into a class and a number: two inputs and two heads. */
export function twoInputsTwoHeads(): ProjectDocument {
  const document = testDocument(
    {
      a: ['input', { column: 'image' }],
      b: ['input', { column: 'image' }],
      scaleA: ['rescaling'],
      scaleB: ['rescaling', { scale: 1 / 127.5, offset: -1 }],
      flatA: ['flatten'],
      flatB: ['flatten'],
      left: ['dense', { units: 4 }],
      right: ['dense', { units: 4 }],
      join: ['concatenate'],
      digit: ['dense', { units: 10, activation: 'softmax' }],
      size: ['dense', { units: 1 }],
      headDigit: ['output'],
      headSize: ['output', { loss: 'meanSquaredError', metrics: ['meanAbsoluteError'], lossWeight: 0.5 }],
    },
    [
      'a -> scaleA',
      'b -> scaleB',
      'scaleA -> flatA',
      'scaleB -> flatB',
      'flatA -> left',
      'flatB -> right',
      'left -> join.0',
      'right -> join.1',
      'join -> digit',
      'join -> size',
      'digit -> headDigit',
      'size -> headSize',
    ],
  );
  return applyEdits(document, [{ type: 'updateNode', graph: document.root, id: 'right', changes: { layerId: 'left' } }]).document;
}
