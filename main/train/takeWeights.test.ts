import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import { inferDocument } from '../../shared/graph/inferDocument.ts';
import { withGroup } from '../../shared/graph/testing/testDocuments.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { initialFrom, matchLayers } from '../../shared/plan/matchLayers.ts';
import { startableLayers, startEdits } from '../../shared/plan/startableLayers.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { WeightSource } from '../../shared/plan/weightSource.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import type { FromWorker } from './protocol.ts';
import { decodeSafetensors } from './safetensors.ts';
import { trainPlan } from './testing/trainPlan.ts';
import { weightSourceOf } from './testing/weightSourceOf.ts';

const plan = (document: ProjectDocument, epochs: number, seed = 7): TrainPlan => {
  const built = buildPlan(document, { epochs, seed });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
};
type Kept = Extract<FromWorker, { type: 'checkpoint' }>;
const kept = (messages: readonly FromWorker[]): Kept[] => messages.filter((message): message is Kept => message.type === 'checkpoint');
const lastOf = (messages: readonly FromWorker[]): Kept => kept(messages).at(-1) ?? expect.fail('no checkpoint');
const weightsOf = async (path: string) => decodeSafetensors(await readFile(path)).state;

/** A trained run of a template, as a source, and a document of it that starts from it with these layers frozen. */
async function trained() {
  const directory = temporaryFolder();
  const document = findTemplate('iris-mlp').build();
  const own = plan(document, 2);
  const checkpoint = lastOf(await trainPlan(own, { directory, engine: 'cpu' }));
  const source = weightSourceOf(own, checkpoint.sha256);
  const files = { [checkpoint.sha256]: checkpoint.path };
  return { document, own, source, files, path: checkpoint.path };
}

/** The document, whose blocks start from the run's; `change` makes more of each edit. */
function startingFrom(document: ProjectDocument, own: TrainPlan, source: WeightSource, frozen: (at: number) => boolean): ProjectDocument {
  const matched = matchLayers(own.layers, source);
  const edits = own.layers.flatMap(({ id, layerId }, at): Edit[] => {
    const theirs = matched.get(layerId);
    const changes = theirs && { initialFrom: initialFrom(source, theirs), frozen: frozen(at) };
    return changes ? [{ type: 'updateNode', graph: document.root, id, changes }] : [];
  });
  return applyEdits(document, edits).document;
}

test('a run starts with the weights of another; what is frozen of them stays so, the rest is trained', async () => {
  const { document, own, source, files, path } = await trained();
  const next = plan(
    startingFrom(document, own, source, (at) => at === 0),
    1,
    8,
  );
  expect(next.hash).not.toBe(plan(document, 1, 8).hash);
  const messages = await trainPlan(next, { directory: temporaryFolder(), engine: 'cpu', weights: files });
  const [before, after] = [await weightsOf(path), await weightsOf(lastOf(messages).path)];
  const [first, second] = next.layers.filter(({ weights }) => weights.length > 0);
  for (const name of ['kernel', 'bias']) {
    expect(after[`${first?.layerId}/${name}`]?.numbers).toEqual(before[`${first?.layerId}/${name}`]?.numbers);
    expect(after[`${second?.layerId}/${name}`]?.numbers).not.toEqual(before[`${second?.layerId}/${name}`]?.numbers);
  }
  // Where nothing is trained in the first step's stead, the loss of the first step is that of the trained weights.
  const losses = (list: readonly FromWorker[]): number[] =>
    list.flatMap((message) => (message.type === 'epochEnded' ? [message.metrics['loss'] ?? Number.NaN] : []));
  const fresh = await trainPlan(plan(document, 1, 8), { directory: temporaryFolder(), engine: 'cpu' });
  expect(losses(messages)[0]).toBeLessThan((losses(fresh)[0] ?? 0) * 0.8);
});

test('a resumed run needs the other one no more, and ends as the unbroken one to the byte', async () => {
  const { document, own, source, files } = await trained();
  const next = plan(
    startingFrom(document, own, source, () => false),
    2,
    9,
  );
  const whole = await trainPlan(next, { directory: temporaryFolder(), engine: 'cpu', weights: files });
  const broken = await trainPlan(next, {
    directory: temporaryFolder(),
    engine: 'cpu',
    weights: files,
    hear: (message, control) => message.type === 'epochEnded' && control.set('stop'),
  });
  const resumed = await trainPlan(next, { directory: temporaryFolder(), engine: 'cpu', checkpoint: lastOf(broken).path });
  expect(lastOf(broken).epoch).toBe(1);
  expect(lastOf(resumed).sha256).toBe(lastOf(whole).sha256);
});

test('weights that are gone, or are not the ones that were chosen, are told in words with the layer and where they came from', async () => {
  const { document, own, source, files, path } = await trained();
  const next = plan(
    startingFrom(document, own, source, () => false),
    1,
  );
  const start = (weights: Record<string, string>) => trainPlan(next, { directory: temporaryFolder(), engine: 'cpu', weights });
  const name = next.layers.find(({ initialFrom: from }) => from)?.name ?? '';
  await expect(start({})).rejects.toThrow(
    `"${name}" starts from Run 1 of "Iris, small network", ${name}, whose weights are not there any more`,
  );
  await expect(start({ [source.sha256]: '/nowhere' })).rejects.toThrow('whose file cannot be read: choose its weights anew');
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0, bytes.length - 4));
  await expect(start(files)).rejects.toThrow('whose file is damaged: choose its weights anew');
});

test('a block of other shapes is told both, before anything is trained', async () => {
  const { document, own, source } = await trained();
  const starting = startingFrom(document, own, source, () => false);
  const wide = rootGraph(starting);
  const first = own.layers.find(({ weights }) => weights.length > 0);
  const node = wide.nodes[first?.id ?? ''];
  const edit: Edit = { type: 'updateNode', graph: wide.id, id: node?.id ?? '', changes: { values: { ...node?.values, units: 3 } } };
  const built = buildPlan(applyEdits(starting, [edit]).document);
  if (!('problems' in built)) throw new Error('it was built');
  expect(built.problems[0]?.message).toBe(
    `the kernel of Run 1 of "Iris, small network", ${first?.name} is 4 × 16, this block's is 4 × 3: choose other weights, or start from its own initialization`,
  );
});

test('what stands in groups starts from another run: a block, wherever its group is used, and a repeat with the weights of all its turns', async () => {
  const iris = (repeat: number): ProjectDocument => {
    const document = withGroup(repeat, ['dense', { units: 6, activation: 'tanh' }]);
    return { ...document, data: { ...document.data, dataset: { kind: 'iris', values: {} } } };
  };
  for (const repeat of [1, 3]) {
    const document = iris(repeat);
    const own = plan(document, 2);
    const checkpoint = lastOf(await trainPlan(own, { directory: temporaryFolder(), engine: 'cpu' }));
    const source = weightSourceOf(own, checkpoint.sha256);
    const [, stage] = startableLayers(document, inferDocument(document));
    const theirs = source.layers.find(({ layer }) => layer === stage?.layerId);
    if (!stage || !theirs) throw new Error('no group');
    const next = plan(applyEdits(document, startEdits(stage, source, theirs, true)).document, 1, 8);
    const messages = await trainPlan(next, {
      directory: temporaryFolder(),
      engine: 'cpu',
      weights: { [checkpoint.sha256]: checkpoint.path },
    });
    const [before, after] = [await weightsOf(checkpoint.path), await weightsOf(lastOf(messages).path)];
    const kernel = 'stage/dense0/kernel';
    expect(before[kernel]?.shape).toEqual(repeat === 1 ? [6, 6] : [3, 6, 6]);
    expect(after[kernel]?.numbers).toEqual(before[kernel]?.numbers);
    expect(after['digit/kernel']?.numbers).not.toEqual(before['digit/kernel']?.numbers);
  }
});
