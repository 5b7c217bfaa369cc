import { applyEdits } from '../applyEdits.ts';
import { createDocument } from '../createDocument.ts';
import { createNode } from '../createNode.ts';
import type { Edge, ProjectDocument } from '../document.ts';

/** `a -> b` is a wire from a to b's port x; `a -> b.1` names its place on a variadic port. */
export type Wire = `${string} -> ${string}`;

/** A small project for tests: nodes by id as `[kind, values]`, wires as text. */
export function testDocument(
  nodes: Readonly<Record<string, readonly [kind: string, values?: Readonly<Record<string, unknown>>]>>,
  wires: readonly Wire[],
): ProjectDocument {
  const document = createDocument('Test');
  const edges = wires.map((wire, at): Edge => {
    const [source = '', target = ''] = wire.split(' -> ');
    const [node = '', index = '0'] = target.split('.');
    return { id: `wire-${at + 1}`, source: { node: source, port: 'y' }, target: { node, port: 'x', index: Number(index) } };
  });
  return {
    ...document,
    graphs: {
      [document.root]: {
        id: document.root,
        name: 'Model',
        nodes: Object.fromEntries(Object.entries(nodes).map(([id, [kind, values = {}]]) => [id, createNode(kind, { id, values })])),
        edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
      },
    },
  };
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
