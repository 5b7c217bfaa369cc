import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { chart, hasEnded, killTraining, openTraining, until } from './fixtures/trainingClient.ts';

/* The real training process, on the engine that every machine has. */

test('a project is trained, tested and exported through the contract', async () => {
  const folder = temporaryFolder();
  const client = await openTraining(folder);
  const { project, document } = await client.call('createProject', { template: 'iris-mlp' });
  const preview = await client.call('getDatasetPreview', { document, examples: 3 });
  expect(preview).toMatchObject({ dataset: 'iris', examples: [{}, {}, {}] });
  const { id } = await client.call('startRun', { project: project.id, epochs: 2, engine: 'wasm' });
  const run = await until(client, id, hasEnded);
  expect(run).toMatchObject({
    state: 'finished',
    epoch: 2,
    engine: 'wasm',
    trainExamples: preview.train,
    metrics: { loss: expect.any(Number), val_accuracy: expect.any(Number) },
  });
  if (preview.test > 0)
    expect((await client.call('testRun', { run: id })).metrics).toMatchObject({
      test_loss: expect.any(Number),
      test_accuracy: expect.any(Number),
    });
  const exported = await client.call('exportRun', { run: id, format: 'tfjs' });
  expect(exported.largestDifference).toBeLessThan(1e-5);
  expect(JSON.parse(readFileSync(joinPath(exported.directory, 'model.json'), 'utf8'))).toMatchObject({ format: 'layers-model' });
  await expect(client.call('exportRun', { run: id, format: 'tfjs', directory: exported.directory })).rejects.toThrow(
    /is not empty: choose an empty or a new folder/,
  );
  expect(existsSync(joinPath(folder, 'exports'))).toBe(true);
});

test('the best weights are kept beside the newest, tested and exported; a run ends early and says so', async () => {
  const folder = temporaryFolder();
  const client = await openTraining(folder);
  const { document } = await client.call('createProject', { template: 'iris-mlp' });
  const run = async (callbacks: object[], learningRate: number) => {
    const training = {
      ...document.training,
      epochs: 60,
      optimizer: { kind: 'sgd', values: { learningRate, momentum: 0.9 } },
      callbacks: callbacks as never,
    };
    const { project } = await client.call('createProject', { document: { ...document, training } });
    const { id } = await client.call('startRun', { project: project.id, engine: 'wasm' });
    return until(client, id, hasEnded);
  };
  const ended = await run(
    [
      { kind: 'earlyStopping', values: { patience: 4 } },
      { kind: 'bestCheckpoint', values: { metric: 'val_accuracy' } },
    ],
    0.8,
  );
  expect(ended).toMatchObject({
    state: 'finished',
    reason: expect.stringMatching(/^Stopped early after epoch \d+ of 60: .* The weights of epoch \d+ are back/),
  });
  expect(ended.epoch).toBeLessThan(60);
  expect(ended.bestEpoch).toBeGreaterThan(0);
  const names = readdirSync(joinPath(folder, 'runs', ended.id));
  expect(names.filter((name) => name.startsWith('bestCheckpoint-'))).not.toEqual([]);
  const best = await client.call('exportRun', { run: ended.id, format: 'tfjs', weights: 'best' });
  expect(best.largestDifference).toBeLessThan(1e-5);
  const plain = await run([], 0.01);
  expect(plain).toMatchObject({ bestEpoch: null, reason: null });
  await expect(client.call('exportRun', { run: plain.id, format: 'tfjs', weights: 'best' })).rejects.toThrow(
    /has no best weights of its own/,
  );
});

test.runIf(process.platform === 'linux')(
  'a training process killed with -9 in mid-run leaves a run that, resumed, equals the unbroken one in every bit',
  async () => {
    const folder = temporaryFolder();
    const client = await openTraining(folder);
    const { project } = await client.call('createProject', { template: 'xor' });
    const start = () => client.call('startRun', { project: project.id, epochs: 120, engine: 'wasm', seed: 5 });
    const broken = await start();
    await until(client, broken.id, (row) => row.epoch >= 20);
    expect(killTraining()).toBe(1);
    const interrupted = await until(client, broken.id, hasEnded);
    expect(interrupted).toMatchObject({
      state: 'interrupted',
      reason: expect.stringMatching(/\(SIGKILL\), .*; memory was not short, it held \d+ MB and .* were free\. Try again/),
    });
    expect(interrupted.epoch).toBeLessThan(120);
    await client.call('resumeRun', { run: broken.id });
    const resumed = await until(client, broken.id, hasEnded);
    const unbroken = await start();
    expect(await until(client, unbroken.id, hasEnded)).toMatchObject({ state: 'finished', metrics: resumed.metrics });
    expect(resumed.state).toBe('finished');
    expect(await chart(client, broken.id)).toEqual(await chart(client, unbroken.id));
  },
);
