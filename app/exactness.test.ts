import { availableParallelism } from 'node:os';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { locateTensorflow } from '../main/engine/tensorflow/locate.ts';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { optimizers } from '../shared/catalogue/index.ts';
import { parseValues } from '../shared/catalogue/parseValues.ts';
import { createNode } from '../shared/graph/createNode.ts';
import type { ProjectDocument } from '../shared/graph/document.ts';
import type { Client } from '../shared/ipc/client.ts';
import { philox } from '../shared/random/philox.ts';
import { findTemplate } from '../shared/templates/index.ts';
import { chart, hasEnded, killTraining, newestCheckpoint, openTraining, until } from './fixtures/trainingClient.ts';

/* On TensorFlow, with processes of their own: the same project gives the same bytes, whatever interrupts it. `test:full` does it more often. */
const long = process.env.NETLOOM_FULL === '1';
// What a check beside these tests finds must not change the number of threads between two runs.
process.env.NETLOOM_THREADS ??= String(availableParallelism());
const repeats = long ? 20 : 3;
const kills = long ? 5 : 2;
/** The same rate for all, small enough for each of them: an overflow would end a run early. */
const learningRate = 0.001;
/** Every optimizer of the catalogue, as it is and with what else it can be told. */
const everyOptimizer = optimizers.flatMap(({ kind, params, variants = [] }) =>
  [{}, { globalClipnorm: 1 }, ...variants].map((given) => ({
    title: `${kind} ${JSON.stringify(given)}`,
    optimizer: { kind, values: { ...parseValues(params, given).values, learningRate } },
  })),
);
/** In the short test three of them, each day others; `NETLOOM_SEED` brings those of another day back. */
const day = Number(process.env.NETLOOM_SEED ?? Math.floor(Date.now() / 86_400_000));
const days = Math.ceil(everyOptimizer.length / 3);
const cases = long ? everyOptimizer : everyOptimizer.filter((_, at) => at % days === day % days);

/** The convolutional network with dropout and batch normalization, few examples, and this optimizer. */
function project(optimizer: object): ProjectDocument {
  const document = findTemplate('mnist-cnn').build();
  const graph = document.graphs[document.root];
  const [pool] = Object.values(graph?.nodes ?? {}).filter(({ kind }) => kind === 'maxPooling2d');
  const wire = Object.values(graph?.edges ?? {}).find(({ source }) => source.node === pool?.id);
  if (!graph || !pool || !wire) throw new Error('the template has changed');
  const node = createNode('batchNormalization', { id: 'normalize', position: pool.position });
  const edges = {
    ...graph.edges,
    [wire.id]: { ...wire, source: { node: 'normalize', port: 'y' } },
    into: { id: 'into', source: wire.source, target: { node: 'normalize', port: 'x', index: 0 } },
  };
  return {
    ...document,
    graphs: { [document.root]: { ...graph, nodes: { ...graph.nodes, normalize: node }, edges } },
    training: { ...document.training, optimizer: { ...(document.training['optimizer'] as object), ...optimizer }, checkpointSeconds: 1 },
  };
}
async function start(client: Client, document: ProjectDocument, seed: number): Promise<string> {
  const { project: row } = await client.call('createProject', { document });
  return (await client.call('startRun', { project: row.id, epochs: 3, limit: 600, batchSize: 32, seed, engine: 'tensorflow' })).id;
}
const adam = { kind: 'adam', values: { learningRate: 0.001 } };

describe.skipIf(!locateTensorflow().ready)('on TensorFlow', () => {
  test.each([0, 7])(`the same project and seed %i give the same weights and the same points, ${repeats} times`, async (seed) => {
    const folder = temporaryFolder();
    const client = await openTraining(folder);
    let first: { weights: Buffer; points: string[] } | null = null;
    for (let repeat = 0; repeat < repeats; repeat++) {
      const run = await start(client, project(adam), seed);
      expect(await until(client, run, hasEnded)).toMatchObject({ state: 'finished', reason: null, notices: [] });
      const found = { weights: newestCheckpoint(folder, run), points: await chart(client, run) };
      first ??= found;
      expect(found.weights.equals(first.weights), `weights of repeat ${repeat}`).toBe(true);
      expect(found.points).toEqual(first.points);
    }
  });

  test.runIf(process.platform === 'linux').each(cases.map(({ title, optimizer }) => [title, optimizer] as const))(
    `with %s, a run killed ${kills} times at random moments ends as the unbroken one, byte for byte${long ? '' : ` (NETLOOM_SEED=${day})`}`,
    // Long where the machine has other work.
    { timeout: long ? 1_800_000 : 300_000 },
    async (_name, optimizer) => {
      const folder = temporaryFolder();
      const client = await openTraining(folder);
      const unbroken = await start(client, project(optimizer), 3);
      const whole = await until(client, unbroken, hasEnded);
      expect(whole).toMatchObject({ state: 'finished', reason: null, notices: [] });
      const steps = whole.step;

      const block = new Uint32Array(4);
      let broken = await start(client, project(optimizer), 3);
      for (let kill = 0; kill < kills; kill++) {
        philox([kills, 11], kill, 0, 0, 0, block, 0);
        const from = (await client.call('getRun', { run: broken })).step;
        // Somewhere between where it stands and the end; near the end another run takes its turn.
        const at = from + Math.floor(((block[0] ?? 0) / 2 ** 32) * (steps - from));
        const row = await until(client, broken, (own) => hasEnded(own) || (own.state === 'running' && own.step >= at));
        if (hasEnded(row)) {
          expect(newestCheckpoint(folder, broken).equals(newestCheckpoint(folder, unbroken))).toBe(true);
          broken = await start(client, project(optimizer), 3);
          continue;
        }
        killTraining();
        const after = await until(client, broken, hasEnded);
        if (after.state === 'interrupted') await client.call('resumeRun', { run: broken });
      }
      expect((await until(client, broken, hasEnded)).state).toBe('finished');
      expect(await chart(client, broken)).toEqual(await chart(client, unbroken));
      expect(newestCheckpoint(folder, broken).equals(newestCheckpoint(folder, unbroken))).toBe(true);
    },
  );

  test.runIf(process.platform === 'linux' && availableParallelism() > 1)(
    'a run goes on with as many threads as it began with, whatever this machine has or prefers by then',
    async () => {
      const folder = temporaryFolder();
      const client = await openTraining(folder);
      const unbroken = await start(client, project(adam), 5);
      const { threads } = await until(client, unbroken, hasEnded);
      const broken = await start(client, project(adam), 5);
      await until(client, broken, (row) => row.state === 'running' && row.step >= 25 && row.hasCheckpoint);
      killTraining();
      expect((await until(client, broken, hasEnded)).state).toBe('interrupted');
      vi.stubEnv('NETLOOM_THREADS', '1');
      onTestFinished(() => void vi.unstubAllEnvs());
      await client.call('resumeRun', { run: broken });
      expect(await until(client, broken, hasEnded)).toMatchObject({ state: 'finished', threads });
      expect(newestCheckpoint(folder, broken).equals(newestCheckpoint(folder, unbroken))).toBe(true);
    },
  );
});
