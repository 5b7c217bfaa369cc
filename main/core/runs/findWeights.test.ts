import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../shared/graph/applyEdits.ts';
import { initialFrom } from '../../../shared/plan/matchLayers.ts';
import { openTestCore } from '../fixtures/openTestCore.ts';

/** A finished run, and a project one of whose blocks starts from it. */
async function twoProjects() {
  const studio = openTestCore();
  const { core } = studio;
  const { id } = core.runs.start({ project: studio.project('fast'), epochs: 1 });
  await studio.reach(id, 'finished');
  const source = await core.runs.weightSource(id);
  const { document, project } = core.projects.create({ template: 'xor', name: 'fast again' });
  const [first] = source.layers;
  const { plan } = { plan: core.runs.planOf(id) };
  const node = Object.values(document.graphs[document.root]?.nodes ?? {}).find(({ kind }) => kind === 'dense');
  if (!first || !node) throw new Error('the template has no Dense');
  const changed = applyEdits(document, [
    { type: 'updateNode', graph: document.root, id: node.id, changes: { initialFrom: initialFrom(source, first) } },
  ]);
  core.projects.save(changed.document, project.revision);
  return { studio, core, id, source, plan, project: project.id };
}

test('a run tells the layers whose weights it has kept, and a project that starts from it trains', async () => {
  const { studio, core, id, source, plan, project } = await twoProjects();
  expect(source).toMatchObject({ run: id, title: 'Run 1 of "fast"' });
  expect(source.layers.map(({ layer, name }) => [layer, name])).toEqual(
    plan.layers.filter(({ weights }) => weights.length > 0).map(({ layerId, name }) => [layerId, name]),
  );
  const run = core.runs.start({ project, epochs: 1 });
  expect(core.runs.planOf(run.id).layers.find(({ initialFrom: from }) => from)?.initialFrom).toMatchObject({
    run: id,
    sha256: source.sha256,
  });
  expect((await studio.reach(run.id, 'finished')).state).toBe('finished');
});

test('a run that others start from may be deleted: what started lives on, what has yet to start is told', async () => {
  const { studio, core, id, project } = await twoProjects();
  const slow = core.runs.start({ project, epochs: 1 });
  await studio.reach(slow.id, 'finished');
  core.runs.remove(id);
  expect(() => core.runs.start({ project, epochs: 1 })).toThrow(
    /^"dense" starts from Run 1 of "fast", dense, a run that was deleted: choose other weights for it, or its own initialization\.$/,
  );
  expect(core.runs.list(project)).toHaveLength(1);
});

test('weights whose file is gone, or that are not kept any more, are told', async () => {
  const { studio, core, id, source, project } = await twoProjects();
  const { path } = await core.runs.wholeCheckpoint(core.runs.find(id));
  rmSync(path);
  expect(() => core.runs.start({ project, epochs: 1 })).toThrow('whose file is missing in the data folder');
  expect(existsSync(join(studio.folder, 'runs', id))).toBe(true);
  expect(source.sha256).toHaveLength(64);
});
