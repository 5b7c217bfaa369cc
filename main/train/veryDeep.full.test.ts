import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { randomSource } from '../../shared/random/stream.ts';
import { applyEdits } from '../../shared/graph/applyEdits.ts';
import { rootGraph, type ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { countParameters } from '../../shared/plan/summarize.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { veryDeepCnn } from '../../shared/templates/veryDeepCnn.ts';
import type { ColumnData } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { locateTensorflow } from '../engine/tensorflow/locate.ts';
import { trainPlan } from './testing/trainPlan.ts';

/** The template at another depth, with another initializer of the kernels inside. */
function atDepth(depth: number, initializer?: string): TrainPlan {
  const document: ProjectDocument = veryDeepCnn.build();
  const deep = rootGraph(document).nodes['deep'] ?? expect.fail();
  const graph = String(deep.values['graph']);
  const inner = Object.values(document.graphs[graph]?.nodes ?? {}).find(({ kind }) => kind === 'conv2d') ?? expect.fail();
  const values = initializer === undefined ? inner.values : { ...inner.values, kernelInitializer: initializer };
  const { document: changed } = applyEdits(document, [
    { type: 'updateNode', graph: document.root, id: 'deep', changes: { values: { ...deep.values, repeat: depth } } },
    { type: 'updateNode', graph, id: inner.id, changes: { values } },
  ]);
  const built = buildPlan(changed, { epochs: 1, limit: 1920 });
  if ('problems' in built) throw new Error(built.problems.map(({ message }) => message).join('; '));
  return built.plan;
}

const training = (plan: TrainPlan): Promise<number> =>
  inFolder(async (directory) => {
    const messages = await trainPlan(plan, { directory });
    return messages.filter((message) => message.type === 'epochEnded').at(-1)?.metrics['val_accuracy'] ?? Number.NaN;
  });

async function inFolder<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'netloom-deep-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

it('learns at a depth of 500, and with Glorot it does not', async () => {
  const deltaOrthogonal = await training(atDepth(500));
  const glorot = await training(atDepth(500, 'glorotUniform'));
  process.stdout.write(
    `depth 500: ${deltaOrthogonal} of unseen digits are read after 60 steps from delta-orthogonal, ${glorot} from Glorot kernels\n`,
  );
  expect(deltaOrthogonal).toBeGreaterThan(0.4);
  expect(glorot).toBeLessThan(0.2);
}, 1_800_000);

it.skipIf(!locateTensorflow().ready)(
  'at a depth of 10,000 it builds and takes a step within 2 GB',
  async () => {
    const plan = atDepth(10_000);
    const random = randomSource(1, 'pictures');
    const rows = 16;
    const data: ColumnData = {
      rows,
      columns: {
        image: { shape: [28, 28, 1], numbers: Uint8Array.from({ length: rows * 784 }, () => random.uniform() * 256), classes: null },
        digit: { shape: [1], numbers: Int32Array.from({ length: rows }, (_, row) => row % 10), classes: 10 },
      },
    };
    const [phase] = plan.phases;
    const engine = await openEngine('tensorflow');
    const begun = performance.now();
    const model = await engine.create(plan, data, (message) => void process.stdout.write(`${message}\n`));
    const built = performance.now();
    const hyper = [hyperParameters(phase?.optimizer ?? expect.fail())];
    const batch = Int32Array.from({ length: rows }, (_, row) => row);
    const [row] = await model.run([batch], hyper, [{ epoch: 0, step: 0 }]);
    const first = performance.now();
    await model.run([batch], hyper, [{ epoch: 0, step: 1 }]);
    const second = performance.now();
    model.dispose();
    const gigabytes = process.resourceUsage().maxRSS / 1024 ** 2;
    const seconds = (from: number, to: number): string => `${((to - from) / 1000).toFixed(1)} s`;
    process.stdout.write(
      `depth 10,000, ${countParameters(plan)[0]} parameters, ${rows} pictures: built in ${seconds(begun, built)}, first step ${seconds(built, first)}, second ${seconds(first, second)}, at most ${gigabytes.toFixed(2)} GB\n`,
    );
    expect(row?.['loss']?.[0]).toBeGreaterThan(0);
    expect(gigabytes).toBeLessThan(2);
  },
  1_800_000,
);
