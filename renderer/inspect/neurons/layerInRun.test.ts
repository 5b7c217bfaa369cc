import { expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { layerInRun } from './layerInRun.ts';

/** What the first Dense of a graph is called in a run. */
function nameIn(document: ProjectDocument, graph: string): string | null {
  const own = document.graphs[graph];
  const node = Object.values(own?.nodes ?? {}).find(({ kind }) => kind === 'dense');
  if (!own || !node) throw new Error(`no Dense in ${graph}`);
  return layerInRun({ document, graph: own, inference: inferDocument(document) }, node.id);
}

test('a block is found in a run by its id, and in a group by its weights, wherever that is used', () => {
  const xor = findTemplate('xor').build();
  const gan = findTemplate('ring-gan').build();
  const built = buildPlan(gan);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  expect(xor.graphs[xor.root]?.nodes[nameIn(xor, xor.root) ?? '']?.kind).toBe('dense');
  const groups = Object.keys(gan.graphs).filter((graph) => graph !== gan.root);
  expect(groups).toHaveLength(2);
  // The judge stands in the plan twice, with one set of weights.
  expect(groups.map((graph) => built.plan.layers.filter(({ layerId }) => layerId === nameIn(gan, graph)).length).toSorted()).toEqual([
    1, 2,
  ]);
});

test('a block of a group that repeats has no weights of its own', () => {
  const deep = findTemplate('very-deep-cnn').build();
  const [group = ''] = Object.keys(deep.graphs).filter((graph) => graph !== deep.root);
  const [node] = Object.values(deep.graphs[group]?.nodes ?? {}).filter(({ kind }) => kind.startsWith('conv'));
  const own = deep.graphs[group];
  expect(own && layerInRun({ document: deep, graph: own, inference: inferDocument(deep) }, node?.id ?? '')).toBeNull();
});
