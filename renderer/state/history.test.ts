import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { createNode } from '../../shared/graph/createNode.ts';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import { emptyHistory, historyLimit, recordEdits, redoEdits, undoEdits, type Changed } from './history.ts';

const start = (): Changed => ({ document: createDocument('Test'), history: emptyHistory });
const record = (at: Changed, edits: readonly Edit[], merge: string | null = null, time = 0): Changed =>
  recordEdits(at.document, at.history, edits, { label: 'edit', merge, time });
const undo = (at: Changed): Changed => undoEdits(at.document, at.history) ?? at;
const redo = (at: Changed): Changed => redoEdits(at.document, at.history) ?? at;
const rename = (name: string): Edit => ({ type: 'setProject', changes: { name } });

/** An edit that fits the document, chosen by two numbers. */
function someEdit(document: ProjectDocument, kind: number, pick: number): Edit {
  const graph = rootGraph(document);
  const nodes = Object.values(graph.nodes);
  const edges = Object.values(graph.edges);
  const node = nodes[pick % Math.max(1, nodes.length)];
  const other = nodes[(pick * 7 + 1) % Math.max(1, nodes.length)];
  const edge = edges[pick % Math.max(1, edges.length)];
  if (kind === 1 && node) return { type: 'removeNode', graph: graph.id, id: node.id };
  if (kind === 2 && node) return { type: 'updateNode', graph: graph.id, id: node.id, changes: { position: { x: pick, y: -pick } } };
  if (kind === 3 && node && other) {
    const id = `wire-${pick}-${edges.length}-${node.id}`;
    if (!graph.edges[id]) {
      return {
        type: 'addEdge',
        graph: graph.id,
        edge: { id, source: { node: node.id, port: 'y' }, target: { node: other.id, port: 'x', index: 0 } },
      };
    }
  }
  if (kind === 4 && edge) return { type: 'removeEdge', graph: graph.id, id: edge.id };
  if (kind === 5) return { type: 'setTraining', values: { epochs: pick } };
  if (kind === 6) return { type: 'setData', values: { splitSeed: pick } };
  return { type: 'addNode', graph: graph.id, node: createNode('dense') };
}

describe('history', () => {
  it('takes back everything and does it again, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(50), fc.nat(3)), { maxLength: 40 }), (steps) => {
        let at = start();
        const first = at.document;
        steps.forEach(([kind, pick, merge], time) => {
          at = record(at, [someEdit(at.document, kind, pick)], merge === 0 ? 'same' : null, time * 600);
        });
        const last = at.document;
        const count = at.history.past.length;
        for (let step = 0; step < count; step += 1) at = undo(at);
        expect(at.document).toEqual(first);
        for (let step = 0; step < count; step += 1) at = redo(at);
        expect(at.document).toEqual(last);
      }),
      { numRuns: 200 },
    );
  });

  it('makes one step of edits of one key that follow closely', () => {
    let at = record(start(), [rename('1')], 'name', 0);
    at = record(at, [rename('12')], 'name', 800);
    at = record(at, [rename('123')], 'name', 1600);
    expect(at.history.past).toHaveLength(1);
    expect(undo(at).document.name).toBe('Test');
    expect(redo(undo(at)).document.name).toBe('123');
    at = record(at, [rename('later')], 'name', 9000);
    expect(at.history.past).toHaveLength(2);
  });

  it('does not join an edit to a step that was taken back and done again', () => {
    const at = redo(undo(record(start(), [rename('a')], 'name', 0)));
    expect(record(at, [rename('b')], 'name', 1).history.past).toHaveLength(2);
  });

  it('forgets what was taken back once something else is done', () => {
    const at = record(undo(record(start(), [rename('a')])), [rename('b')]);
    expect(at.history.future).toEqual([]);
    expect(redoEdits(at.document, at.history)).toBeNull();
  });

  it('keeps the newest steps', () => {
    let at = start();
    for (let step = 0; step < historyLimit + 5; step += 1) at = record(at, [rename(`n${step}`)]);
    expect(at.history.past).toHaveLength(historyLimit);
  });

  it('changes nothing when an edit does not fit', () => {
    const at = start();
    expect(() => record(at, [rename('x'), { type: 'removeNode', graph: 'main', id: 'none' }])).toThrow(/no node "none"/);
    expect(at.document.name).toBe('Test');
  });
});
