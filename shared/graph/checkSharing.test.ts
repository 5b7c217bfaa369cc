import { expect, it } from 'vitest';
import { inferDocument } from './inferDocument.ts';
import type { ProjectDocument } from './document.ts';
import { testDocument, twoInputsTwoHeads } from './testing/testDocuments.ts';

/** The document with one node's weights taken from another. */
function sharing(document: ProjectDocument, id: string, layerId: string): ProjectDocument {
  const graph = document.graphs[document.root];
  const node = graph?.nodes[id];
  if (!graph || !node) throw new Error(id);
  return { ...document, graphs: { [document.root]: { ...graph, nodes: { ...graph.nodes, [id]: { ...node, layerId } } } } };
}
const said = (document: ProjectDocument): string[] =>
  inferDocument(document).problems.flatMap(({ node, message }) => (message.startsWith('shares') ? [`${node}: ${message}`] : []));

it('equal blocks on equal inputs may share', () => {
  expect(said(sharing(twoInputsTwoHeads(), 'right', 'left'))).toEqual([]);
});

it('another kind of block may not', () => {
  expect(said(sharing(twoInputsTwoHeads(), 'join', 'left'))).toEqual([
    'join: shares the weights of "Dense", which is another kind of block: give it weights of its own',
  ]);
});

it('nor may other shapes', () => {
  const document = testDocument(
    { a: ['input', { shape: [4], column: 'features' }], first: ['dense', { units: 3 }], second: ['dense', { units: 3 }], head: ['output'] },
    ['a -> first', 'first -> second', 'second -> head'],
  );
  expect(said(sharing(document, 'second', 'first'))).toEqual([
    'second: shares the weights of "Dense", which has kernel 4 × 3, bias 3, and would need kernel 3 × 3, bias 3: give both the same input and settings, or weights of their own',
  ]);
});
