import { describe, expect, it } from 'vitest';
import { withGroup } from '../../../shared/graph/testing/testDocuments.ts';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { createDocument } from '../../../shared/graph/createDocument.ts';
import { rootGraph, type ProjectDocument } from '../../../shared/graph/document.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { mnistCnn } from '../../../shared/templates/mnistCnn.ts';
import { clipOrigin, formatClip, makeClip, parseClip, pasteEdits, type Clip } from './clipboard.ts';

const read = (text: string): Clip => {
  const parsed = parseClip(text);
  if (!parsed || 'error' in parsed) throw new Error('not a clip');
  return parsed.clip;
};
const all = (document: ProjectDocument): Set<string> => new Set(Object.keys(rootGraph(document).nodes));

describe('clipboard', () => {
  it('carries a whole model into another project', () => {
    const from = mnistCnn.build();
    const clip = read(formatClip(makeClip(from, all(from))));
    const to = createDocument('Other');
    const { edits, nodes } = pasteEdits(to, clip, { x: 0, y: 0 });
    const pasted = applyEdits(to, edits).document;
    expect(nodes).toHaveLength(Object.keys(rootGraph(from).nodes).length);
    expect(inferDocument(pasted).parameters).toBe(inferDocument(from).parameters);
    expect(inferDocument(pasted).problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it('gives new ids and places, and pastes twice', () => {
    const from = mnistCnn.build();
    const clip = makeClip(from, all(from));
    const once = applyEdits(from, pasteEdits(from, clip, { x: 33, y: 33 }).edits).document;
    const twice = applyEdits(once, pasteEdits(once, clip, { x: 64, y: 64 }).edits).document;
    expect(Object.keys(rootGraph(twice).nodes)).toHaveLength(3 * clip.nodes.length);
    expect(inferDocument(twice).parameters).toBe(3 * inferDocument(from).parameters);
  });

  it('copies only wires between chosen nodes', () => {
    const from = mnistCnn.build();
    const [first = '', second = '', , fourth = ''] = Object.keys(rootGraph(from).nodes);
    const clip = makeClip(from, new Set([first, second, fourth]));
    expect(clip.nodes).toHaveLength(3);
    expect(clip.edges).toHaveLength(1);
  });

  it('keeps weights shared among what is pasted, apart from what is there', () => {
    const from = mnistCnn.build();
    const graph = rootGraph(from);
    const [one = '', two = '', three = ''] = Object.keys(graph.nodes);
    const shared = applyEdits(from, [{ type: 'updateNode', graph: graph.id, id: two, changes: { layerId: one } }]).document;
    const { edits } = pasteEdits(shared, makeClip(shared, new Set([one, two, three])), { x: 0, y: 0 });
    const layers = edits.flatMap((edit) => (edit.type === 'addNode' ? [edit.node.layerId] : []));
    expect(layers[0]).toBe(layers[1]);
    expect(layers[0]).not.toBe(one);
    expect(layers[2]).not.toBe(layers[0]);
  });

  it('knows its own text, and says what it cannot paste', () => {
    expect(parseClip('a shopping list')).toBeNull();
    expect(parseClip('{"format":"netloom-clip"')).toBeNull();
    expect(parseClip('{"format":"netloom-clip","version":2,"nodes":[],"edges":[]}')).toEqual({
      error: expect.stringContaining('another version'),
    });
    const clip = makeClip(mnistCnn.build(), new Set(['conv2d-3']));
    const foreign = formatClip(clip).replaceAll('"conv2d"', '"conv9d"');
    expect(parseClip(foreign)).toEqual({ error: 'the block "conv9d" is not known in this version' });
    expect(clipOrigin(clip)).toEqual(clip.nodes[0]?.position);
  });

  it('copies the graph of a group, so that the copy is one of its own', () => {
    const from = withGroup(1, ['dense', { units: 6 }]);
    const parsed = parseClip(formatClip(makeClip(from, new Set(['stage']))));
    if (!parsed || 'error' in parsed) throw new Error('not copied');
    const { edits, nodes } = pasteEdits(from, parsed.clip, { x: 32, y: 32 });
    const pasted = applyEdits(from, edits).document;
    const inner = String(rootGraph(pasted).nodes[nodes[0] ?? '']?.values['graph']);
    expect(Object.keys(pasted.graphs)).toHaveLength(3);
    expect(pasted.graphs[inner]?.nodes).toEqual(from.graphs['inner']?.nodes);
    expect(parseClip(formatClip({ ...parsed.clip, graphs: [] }))).toEqual({ error: 'the blocks inside a group are missing' });
  });
});
