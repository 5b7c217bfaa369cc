import { describe, expect, it } from 'vitest';
import { exportScript, scriptName } from '../../main/export/keras/exportScript.ts';
import { temporaryFolder } from '../../main/store/fixtures/temporaryFolder.ts';
import type { FromWorker } from '../../main/train/protocol.ts';
import { trainPlan } from '../../main/train/testing/trainPlan.ts';
import { weightSourceOf } from '../../main/train/testing/weightSourceOf.ts';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import { inferDocument } from '../../shared/graph/inferDocument.ts';
import { buildPlan, type PlanOverrides } from '../../shared/plan/buildPlan.ts';
import { matchLayers } from '../../shared/plan/matchLayers.ts';
import { startableLayers, startEdits } from '../../shared/plan/startableLayers.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../shared/templates/index.ts';
import { join } from 'node:path';
import { runPython, toldMetric } from './runPython.ts';

const python = process.env['NETLOOM_PYTHON'];
const planOf = (document: ProjectDocument, overrides: PlanOverrides): TrainPlan => {
  const built = buildPlan(document, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
};
const lastMetrics = (messages: readonly FromWorker[]): Readonly<Record<string, number>> =>
  messages.findLast((message) => message.type === 'epochEnded')?.metrics ?? {};

interface Story {
  /** What is trained first, and what then starts from it. */
  readonly first: ProjectDocument;
  readonly next: ProjectDocument;
  readonly overrides: PlanOverrides;
  /** Whether a layer starts from it, by its name; they are frozen but for the last of the network. */
  readonly starts: (name: string) => boolean;
}

/** Trains `first`, lets `next` start from it, and gives the last metrics of `next`, here and as told by its script in Keras. */
async function tell({ first, next, overrides, starts }: Story): Promise<{ ours: Readonly<Record<string, number>>; log: string }> {
  const before = planOf(first, overrides);
  const kept = (await trainPlan(before, { directory: temporaryFolder() })).findLast((message) => message.type === 'checkpoint');
  if (!kept) throw new Error('no checkpoint');
  const source = weightSourceOf(before, kept.sha256);
  const layers = startableLayers(next, inferDocument(next)).filter(({ name }) => starts(name));
  const matched = matchLayers(layers, source);
  expect(matched.size).toBe(layers.length);
  const edits = layers.flatMap((layer) => {
    const theirs = matched.get(layer.layerId);
    return theirs ? startEdits(layer, source, theirs, layer.name !== 'dense') : [];
  });
  const plan = planOf(applyEdits(next, edits).document, overrides);
  const weights = { [kept.sha256]: kept.path };
  const ours = lastMetrics(await trainPlan(plan, { directory: temporaryFolder(), weights }));
  const folder = join(temporaryFolder(), 'script');
  await exportScript(plan, folder, weights);
  return { ours, log: await runPython(join(folder, scriptName)) };
}

const inMain = (document: ProjectDocument, id: string, changes: Extract<Edit, { type: 'updateNode' }>['changes']): Edit => ({
  type: 'updateNode',
  graph: document.root,
  id,
  changes,
});

describe.skipIf(!python)('the Keras script of a project that starts with weights of another run', () => {
  it('gives every turn of a repeat its own, to the third digit of the loss', async () => {
    const template = findTemplate('very-deep-cnn').build();
    const deep = template.graphs[template.root]?.nodes['deep'];
    const first = applyEdits(template, [inMain(template, 'deep', { values: { ...deep?.values, repeat: 6 } })]).document;
    // What is not frozen stays as it begins, which is as it ended: the loss is that of the first run.
    const next = { ...first, training: { ...first.training, optimizer: { kind: 'sgd', values: { learningRate: 0 } } } };
    const { ours, log } = await tell({ first, next, overrides: { epochs: 1, limit: 640 }, starts: () => true });
    expect(toldMetric(log, 'val_loss')).toBeCloseTo(ours['val_loss'] ?? Number.NaN, 3);
    expect(ours['val_loss']).toBeLessThan(2.29);
  });

  it('draws by what a frozen network of another run sees', async () => {
    const first = findTemplate('perceptual-autoencoder').build();
    const edits: Edit[] = [
      ...['flat', 'classes', 'digit'].map((id): Edit => ({ type: 'removeNode', graph: first.root, id })),
      ...Object.keys(first.graphs[first.root]?.nodes ?? {})
        .filter((id) => !['flat', 'classes', 'digit'].includes(id))
        .map((id) => inMain(first, id, { phase: undefined })),
    ];
    const alone = applyEdits(first, edits).document;
    const next = { ...alone, training: { ...alone.training, phases: [] } };
    const { ours, log } = await tell({ first, next, overrides: { epochs: 2, limit: 6400 }, starts: (name) => name.startsWith('eye') });
    for (const metric of ['val_pixels_loss', 'val_features_loss']) {
      const [own, theirs] = [ours[metric] ?? Number.NaN, toldMetric(log, metric)];
      process.stdout.write(`${metric} ${own.toFixed(4)} here, ${theirs.toFixed(4)} in Keras\n`);
      expect(Math.max(own / theirs, theirs / own)).toBeLessThan(1.3);
    }
  });
});
