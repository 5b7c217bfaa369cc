import { describe, expect, it } from 'vitest';
import { applyEdits } from '../graph/applyEdits.ts';
import { createNode } from '../graph/createNode.ts';
import type { ProjectDocument } from '../graph/document.ts';
import { inferDocument } from '../graph/inferDocument.ts';
import { withGroup } from '../graph/testing/testDocuments.ts';
import { buildPlan } from './buildPlan.ts';
import { matchLayers } from './matchLayers.ts';
import { placeOf, startableLayers, startEdits } from './startableLayers.ts';
import type { TrainPlan } from './trainPlan.ts';
import type { WeightSource } from './weightSource.ts';

const onIris = (document: ProjectDocument): ProjectDocument => ({
  ...document,
  data: { ...document.data, dataset: { kind: 'iris', values: {} } },
});
const startable = (document: ProjectDocument) => startableLayers(document, inferDocument(document));
function planOf(document: ProjectDocument): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}
/** A run of this document, as others see it. */
const runOf = (document: ProjectDocument): WeightSource => ({
  run: 'r',
  title: 'Run 1 of "Test"',
  sha256: '0',
  layers: planOf(document)
    .layers.filter(({ weights }) => weights.length > 0)
    .map(({ layerId, name, kind, weights }) => ({
      layer: layerId,
      name,
      kind,
      weights: weights.map(({ name: weight, shape }) => ({ name: weight, shape: [...shape] })),
    })),
});
/** The document with all that fits started from a run of it, frozen but for the last layer. */
function started(document: ProjectDocument): ProjectDocument {
  const [layers, source] = [startable(document), runOf(document)];
  const matched = matchLayers(layers, source);
  const edits = layers.flatMap((layer) => {
    const theirs = matched.get(layer.layerId);
    return theirs ? startEdits(layer, source, theirs, layer.layerId !== 'digit') : [];
  });
  return applyEdits(document, edits).document;
}
const twice = (): ProjectDocument =>
  applyEdits(onIris(withGroup(1, ['dense', { units: 6 }])), [
    { type: 'removeEdge', graph: 'main', id: 'wire-3' },
    { type: 'addNode', graph: 'main', node: createNode('graph', { id: 'again', name: 'Tail', values: { graph: 'inner' } }) },
    ...[
      ['stage', 'again'],
      ['again', 'digit'],
    ].map(([source = '', target = '']) => ({
      type: 'addEdge' as const,
      graph: 'main',
      edge: { id: `${source}-${target}`, source: { node: source, port: 'y' }, target: { node: target, port: 'x', index: 0 } },
    })),
  ]).document;

describe('what can start from another run', () => {
  it('stands in groups too; a block of a group that is used twice is one', () => {
    const document = twice();
    expect(startable(document).map(({ name, layerId, places }) => [name, layerId, places])).toEqual([
      ['dense', 'before', [{ graph: 'main', node: 'before' }]],
      ['dense_1', 'stage/dense0', [{ graph: 'inner', node: 'dense0' }]],
      ['dense_2', 'digit', [{ graph: 'main', node: 'digit' }]],
    ]);
    expect(placeOf(document, 'again/dense0')).toEqual({ graph: 'inner', node: 'dense0' });
    const plan = planOf(started(document));
    // Each use has weights of its own, which begin alike.
    expect(plan.layers.map(({ id, frozen, initialFrom }) => [id, frozen, initialFrom?.layer])).toEqual([
      ['before', true, 'before'],
      ['stage/dense0', true, 'stage/dense0'],
      ['again/dense0', true, 'stage/dense0'],
      ['digit', undefined, 'digit'],
    ]);
  });

  it('is a group that repeats as a whole, with the weights of all turns', () => {
    const document = onIris(withGroup(3, ['dense', { units: 6 }], ['dense', { units: 6 }]));
    const [, stage] = startable(document);
    expect([stage?.kind, stage?.layerId, stage?.weights.map(({ name, shape }) => [name, shape])]).toEqual([
      'graph',
      'stage',
      [
        ['dense0/kernel', [3, 6, 6]],
        ['dense0/bias', [3, 6]],
        ['dense1/kernel', [3, 6, 6]],
        ['dense1/bias', [3, 6]],
      ],
    ]);
    const after = started(document);
    expect(planOf(after).layers.map(({ id, frozen, initialFrom }) => [id, frozen, initialFrom?.layer])).toEqual([
      ['before', true, 'before'],
      ['stage', true, 'stage'],
      ['digit', undefined, 'digit'],
    ]);
    const turns = (repeat: number): string => {
      const { document: other } = applyEdits(after, [
        { type: 'updateNode', graph: 'main', id: 'stage', changes: { values: { graph: 'inner', repeat } } },
      ]);
      return inferDocument(other).nodes['stage']?.problems[0]?.message ?? '';
    };
    expect(turns(4)).toMatch(/^the dense0\/kernel of Run 1 of "Test", group is 3 × 6 × 6, this block's is 4 × 6 × 6: choose other weights/);
    expect(turns(1)).toMatch(/^a group that does not repeat holds blocks that start each by itself/);
  });
});
