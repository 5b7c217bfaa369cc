import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { rootGraph, type Edge, type ProjectDocument } from '../../../shared/graph/document.ts';
import { mnistCnn } from '../../../shared/templates/mnistCnn.ts';
import { nodeGap, nodeSize } from './geometry.ts';
import { makeRoom } from './makeRoom.ts';

const wire = (document: ProjectDocument, from: string): Edge => {
  const edge = Object.values(rootGraph(document).edges).find((candidate) => candidate.source.node === from);
  if (!edge) throw new Error('no such wire');
  return edge;
};
const at = (document: ProjectDocument, id: string) => rootGraph(document).nodes[id]?.position ?? { x: Number.NaN, y: Number.NaN };

describe('room for a node in a wire', () => {
  it('lets the row behind give way, and no other row', () => {
    const document = mnistCnn.build();
    const { position, edits } = makeRoom(rootGraph(document), wire(document, 'rescaling-2'), { x: 400, y: 10 }, 'right');
    const moved = applyEdits(document, edits).document;
    expect(position).toEqual({ x: at(document, 'rescaling-2').x + nodeSize.width + nodeGap.along, y: at(document, 'rescaling-2').y });
    expect(at(moved, 'conv2d-3').x).toBe(position.x + nodeSize.width + nodeGap.along);
    expect(at(moved, 'maxPooling2d-4').x - at(document, 'maxPooling2d-4').x).toBe(at(moved, 'conv2d-3').x - at(document, 'conv2d-3').x);
    for (const id of ['input-1', 'rescaling-2', 'conv2d-5', 'maxPooling2d-6', 'dense-9']) expect(at(moved, id)).toEqual(at(document, id));
  });

  it('moves nothing where there is room', () => {
    const document = mnistCnn.build();
    const far = applyEdits(document, [
      { type: 'updateNode', graph: 'main', id: 'rescaling-2', changes: { position: { x: 900, y: 0 } } },
    ]).document;
    const { position, edits } = makeRoom(rootGraph(far), wire(far, 'input-1'), { x: 400, y: 12 }, 'right');
    expect(edits).toEqual([]);
    expect(position).toEqual({ x: 400, y: 0 });
  });

  it('stands free on a wire into another row', () => {
    const document = mnistCnn.build();
    const { position, edits } = makeRoom(rootGraph(document), wire(document, 'maxPooling2d-4'), { x: 600, y: 60 }, 'right');
    expect(edits).toEqual([]);
    const covers = Object.values(rootGraph(document).nodes).some(
      (node) => Math.abs(node.position.x - position.x) < nodeSize.width && Math.abs(node.position.y - position.y) < nodeSize.height,
    );
    expect(covers).toBe(false);
  });
});
