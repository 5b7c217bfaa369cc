import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocks } from '../catalogue/index.ts';
import { templates } from '../templates/index.ts';
import { applyEdits } from './applyEdits.ts';
import { createNode } from './createNode.ts';
import { rootGraph, type ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';
import { inferDocument } from './inferDocument.ts';

/** A random edit that fits the document: `choose` picks a number below its argument. */
function randomEdit(document: ProjectDocument, choose: (below: number) => number, turn: number): Edit {
  const graph = rootGraph(document);
  const nodes = Object.values(graph.nodes);
  const edges = Object.values(graph.edges);
  const own = { graph: graph.id };
  const pick = <T>(items: readonly T[]): T => {
    const item = items[choose(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };
  const addNode = (): Edit => ({ type: 'addNode', ...own, node: createNode(pick(blocks).kind, { id: `new-${turn}` }) });
  if (nodes.length < 2) return addNode();
  switch (choose(8)) {
    case 0:
      return addNode();
    case 1:
      return { type: 'removeNode', ...own, id: pick(nodes).id };
    case 2:
      return {
        type: 'updateNode',
        ...own,
        id: pick(nodes).id,
        changes: { position: { x: choose(900), y: choose(900) }, name: `n${choose(9)}` },
      };
    case 3: {
      const node = pick(nodes);
      return { type: 'updateNode', ...own, id: node.id, changes: { values: { ...node.values, units: choose(20) } } };
    }
    case 4:
      return edges.length === 0 ? addNode() : { type: 'removeEdge', ...own, id: pick(edges).id };
    case 5:
      return { type: 'setTraining', values: { ...document.training, epochs: choose(50) } };
    case 6:
      return { type: 'setProject', changes: { name: `name ${turn}` } };
    default:
      return {
        type: 'addEdge',
        ...own,
        edge: {
          id: `edge-${turn}`,
          source: { node: pick(nodes).id, port: 'y' },
          target: { node: pick(nodes).id, port: 'x', index: choose(3) },
        },
      };
  }
}

describe('applyEdits', () => {
  it('is taken back exactly by its inverse, however long the history', () => {
    fc.assert(
      fc.property(fc.constantFrom(...templates), fc.array(fc.nat(10_000), { minLength: 4, maxLength: 300 }), (template, numbers) => {
        let at = 0;
        const choose = (below: number): number => (numbers[at++ % numbers.length] ?? 0) % Math.max(1, below);
        const start = template.build();
        const frozen = JSON.stringify(start);
        const undo: (readonly Edit[])[] = [];
        const states: ProjectDocument[] = [start];
        let document = start;
        for (let turn = 0; turn < 40; turn++) {
          const edited = applyEdits(document, [randomEdit(document, choose, turn)]);
          undo.push(edited.inverse);
          document = edited.document;
          states.push(document);
        }
        // Inference takes whatever editing can make, cycles and bad values included.
        expect(() => inferDocument(document)).not.toThrow();
        const redo: (readonly Edit[])[] = [];
        for (let turn = undo.length - 1; turn >= 0; turn--) {
          const back = applyEdits(document, undo[turn] ?? []);
          redo.push(back.inverse);
          document = back.document;
          expect(document).toEqual(states[turn]);
        }
        for (const edits of redo.toReversed()) document = applyEdits(document, edits).document;
        expect(document).toEqual(states.at(-1));
        expect(JSON.stringify(start), 'nothing is changed in place').toBe(frozen);
      }),
      { numRuns: 100 },
    );
  });

  it('takes the wires of a removed node along, and brings them back', () => {
    const document = templates[0]?.build();
    if (!document) throw new Error('no template');
    const { document: without, inverse } = applyEdits(document, [{ type: 'removeNode', graph: 'main', id: 'flatten-7' }]);
    expect(Object.keys(rootGraph(without).edges)).toHaveLength(7);
    expect(applyEdits(without, inverse).document).toEqual(document);
  });

  it('refuses an edit that does not fit, in words, and then changes nothing', () => {
    const document = templates[0]?.build();
    if (!document) throw new Error('no template');
    const edits: Edit[] = [
      { type: 'setProject', changes: { name: 'changed' } },
      { type: 'removeNode', graph: 'main', id: 'nobody' },
    ];
    expect(() => applyEdits(document, edits)).toThrow('there is no node "nobody" to remove');
    expect(document.name).toBe('MNIST, convolutional network');
  });
});
