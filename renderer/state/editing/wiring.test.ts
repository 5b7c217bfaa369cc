import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { createNode } from '../../../shared/graph/createNode.ts';
import { rootGraph, type ProjectDocument } from '../../../shared/graph/document.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { mnistCnn } from '../../../shared/templates/mnistCnn.ts';
import { freePlace, nodeSize, portPlaces } from './geometry.ts';
import { findWiring, insertIntoWire, makeEdge } from './wiring.ts';

const wire = (document: ProjectDocument, from: string, to: string) => {
  const edge = Object.values(rootGraph(document).edges).find((candidate) => candidate.source.node === from && candidate.target.node === to);
  if (!edge) throw new Error('no such wire');
  return edge;
};

describe('wiring', () => {
  it('puts a node into a wire', () => {
    const document = mnistCnn.build();
    const node = createNode('batchNormalization');
    const inserted = insertIntoWire(document, wire(document, 'conv2d-3', 'maxPooling2d-4'), node);
    if ('reason' in inserted) throw new Error(inserted.reason);
    const after = applyEdits(document, inserted.edits).document;
    expect(wire(after, 'conv2d-3', node.id)).toBeDefined();
    expect(wire(after, node.id, 'maxPooling2d-4')).toBeDefined();
    expect(inferDocument(after).problems).toEqual([]);
  });

  it('says why a node cannot stand in a wire', () => {
    const document = mnistCnn.build();
    const at = wire(document, 'dropout-8', 'dense-9');
    expect(insertIntoWire(document, at, createNode('conv2d'))).toEqual({ reason: expect.stringContaining('takes 3 axes') });
    expect(insertIntoWire(document, at, createNode('input'))).toEqual({ reason: expect.stringContaining('cannot stand inside a wire') });
  });

  it('keeps the order of the wires of a port that takes several', () => {
    const document = mnistCnn.build();
    const graph = document.root;
    const join = createNode('concatenate');
    const tail = createNode('flatten');
    let built = applyEdits(document, [
      { type: 'addNode', graph, node: join },
      { type: 'addNode', graph, node: tail },
    ]).document;
    for (const from of ['conv2d-3', 'rescaling-2']) {
      const edge = makeEdge(built, { source: { node: from, port: 'y' }, target: { node: join.id, port: 'x' } });
      built = applyEdits(built, [{ type: 'addEdge', graph, edge }]).document;
    }
    expect(wire(built, 'conv2d-3', join.id).target.index).toBe(0);
    expect(wire(built, 'rescaling-2', join.id).target.index).toBe(1);
    const node = createNode('activation');
    const inserted = insertIntoWire(built, wire(built, 'conv2d-3', join.id), node);
    if ('reason' in inserted) throw new Error(inserted.reason);
    expect(wire(applyEdits(built, inserted.edits).document, node.id, join.id).target.index).toBe(0);
  });

  it('finds a way from one node to another, or the reason', () => {
    const document = mnistCnn.build();
    const { nodes } = rootGraph(document);
    const [conv, dense, output] = [nodes['conv2d-3'], nodes['dense-9'], nodes['output-10']];
    if (!conv || !dense || !output) throw new Error('the template changed');
    expect(findWiring(document, conv, dense)).toEqual({ reason: expect.stringContaining('is taken') });
    expect(findWiring(document, output, conv)).toEqual({ reason: expect.stringContaining('no output') });
  });
});

describe('places', () => {
  it('finds room beside what is there', () => {
    const taken = [{ x: 0, y: 0 }];
    const place = freePlace({ x: 10, y: 10 }, taken, 'right');
    expect(place.x).toBe(12);
    expect(place.y).toBeGreaterThanOrEqual(nodeSize.height);
    expect(freePlace({ x: 500, y: 0 }, taken, 'right')).toEqual({ x: 500, y: 0 });
  });

  it('lays ports on the edges', () => {
    expect(portPlaces('conv2d', 'right').map(({ id, x, y }) => [id, x, y])).toEqual([
      ['x', 0, nodeSize.height / 2],
      ['y', nodeSize.width, nodeSize.height / 2],
    ]);
    expect(portPlaces('conv2d', 'down').map(({ x, y }) => [x, y])).toEqual([
      [nodeSize.width / 2, 0],
      [nodeSize.width / 2, nodeSize.height],
    ]);
    expect(portPlaces('nothing', 'right')).toEqual([]);
  });
});
