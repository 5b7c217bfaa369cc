import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { SeriesPoints } from '../../../shared/ipc/rows.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { automaticEngine } from '../../engine/describeEngines.ts';
import { unloadableEngine } from '../../engine/tensorflow/testing/unloadableEngine.ts';
import { openStore } from '../../store/openStore.ts';
import { openTestCore, type TestCore } from '../fixtures/openTestCore.ts';

/** Points as [series, step, value] in order. */
const flat = (points: readonly SeriesPoints[]): string[] =>
  points.flatMap(({ series, points: list }) => list.map(([step, epoch, value]) => `${series.unit} ${step} ${epoch} ${value}`)).toSorted();
/** What a face draws that merged the events as they came. */
function drawn({ events }: TestCore, run: string): string[] {
  const chart = new Map<string, string>();
  for (const event of events) {
    if (event.name === 'pointsRemoved' && event.data.run === run) {
      for (const key of chart.keys()) if (Number(key.split(' ')[1]) > event.data.after) chart.delete(key);
    }
    if (event.name !== 'pointsAdded' || event.data.run !== run) continue;
    for (const line of flat(event.data.points)) chart.set(line.split(' ').slice(0, 2).join(' '), line);
  }
  return [...chart.values()].toSorted();
}
const states = ({ events }: TestCore, run: string): string[] => {
  const all = events.flatMap((event) => (event.name === 'runChanged' && event.data.id === run ? [event.data.state] : []));
  return all.filter((state, index) => state !== all[index - 1]);
};
const stored = ({ runs }: TestCore['core'], run: string, after: number): readonly SeriesPoints[] => runs.points(run, after, 10_000).series;
const start = (test: TestCore, name: string, epochs = 3) => test.core.runs.start({ project: test.project(name), epochs });

test('a run goes from its start to its end: every message acknowledged, its points stored and told, its newest checkpoints kept', async () => {
  const studio = openTestCore();
  const { core, folder } = studio;
  const begun = start(studio, 'fast');
  expect(begun).toMatchObject({ state: 'starting', number: 1, epochs: 3, revision: 1, projectName: 'fast' });
  const run = await studio.reach(begun.id, 'finished');
  expect(run).toMatchObject({
    engine: 'cpu',
    epoch: 3,
    step: 120,
    stepsPerEpoch: 40,
    metrics: { loss: 1 / 3 },
    reason: null,
    hasCheckpoint: true,
    timeLeft: null,
  });
  expect(run.ended).toBeGreaterThanOrEqual(run.started ?? Infinity);
  expect(states(studio, run.id)).toEqual(['starting', 'running', 'finished']);
  const points = stored(core, run.id, 0);
  // Step 4 of the batch series was not a number.
  expect(points.map(({ series, points: list }) => [series.unit, list.length])).toEqual([
    ['batch', 119],
    ['epoch', 3],
  ]);
  expect(drawn(studio, run.id)).toEqual(flat(points));
  expect(stored(core, run.id, 100).map(({ points: list }) => list.length)).toEqual([20, 1]);
  expect(readdirSync(join(folder, 'runs', run.id)).toSorted()).toEqual(['checkpoint-120.bin', 'checkpoint-80.bin']);
  expect(core.runs.list()).toEqual([run]);
  expect(core.projects.find(run.projectId).runs).toBe(1);
});

test('what a worker has to say while it trains stands beside the run, each thing once, and stays', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'notice');
  const run = await studio.reach(id, 'finished');
  expect(run.reason).toBeNull();
  expect(run.notices).toEqual([
    { step: 0, message: 'It takes another engine.' },
    { step: 0, message: 'It runs more slowly than it could.' },
  ]);
  const said = studio.events.flatMap((event) => (event.name === 'runChanged' && event.data.id === id ? [event.data] : []));
  expect(said.filter(({ notices }) => notices.length > 0).map(({ state }) => state)).toContain('running');
});

test('several runs train side by side, and each project counts its own', async () => {
  const studio = openTestCore();
  const project = studio.project('fast');
  const runs = [1, 2, 3].map(() => studio.core.runs.start({ project }));
  expect(runs.map(({ number }) => number)).toEqual([1, 2, 3]);
  await Promise.all(runs.map(({ id }) => studio.reach(id, 'finished')));
  expect(studio.core.runs.list(project).map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('pause, resume and stop do what they say, and what does not fit the state is refused with it', async () => {
  const studio = openTestCore();
  const { runs } = studio.core;
  const { id } = start(studio, 'train', 500);
  await studio.reach(id, 'running');
  expect(() => runs.remove(id)).toThrow(/is running: stop it before deleting/);
  expect(runs.pause(id).state).toBe('pausing');
  const paused = await studio.reach(id, 'paused');
  expect(() => runs.pause(id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  const quiet = studio.events.length;
  await runs.resume(id);
  await studio.reach(id, 'running');
  // What it says comes in order: while it was paused, it trained nothing.
  const again = studio.events.findIndex((event, index) => index >= quiet && event.name === 'runChanged' && event.data.state === 'running');
  expect(studio.events.slice(quiet, again)).toEqual([]);
  expect(studio.events[again]).toMatchObject({ data: { step: paused.step } });
  await vi.waitFor(() => expect(runs.find(id).step).toBeGreaterThan(paused.step));
  await expect(runs.resume(id)).rejects.toThrow(/is running: only a paused/);
  expect(runs.stop(id).state).toBe('stopping');
  expect(await studio.reach(id, 'stopped')).toMatchObject({ reason: 'Stopped by the user.', hasCheckpoint: true });
  expect(() => runs.stop(id)).toThrow(/there is nothing to stop/);
});

test('a paused run can be changed, says so to its end, and refuses what makes no sense', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'slow');
  await studio.reach(id, 'running');
  expect(() => studio.core.runs.edit(id, { learningRate: 0.1 })).toThrow(/pause it to change it/);
  studio.core.runs.pause(id);
  const { step } = await studio.reach(id, 'paused');
  expect(() => studio.core.runs.edit(id, {})).toThrow(/Nothing is changed/);
  expect(() => studio.core.runs.edit(id, { schedule: { kind: 'zigzag', values: {} } })).toThrow(/unknown schedule "zigzag"/);
  const gone = { graph: 'main', node: 'gone', title: 'Gone', frozen: true };
  expect(() => studio.core.runs.edit(id, { blocks: [gone] })).toThrow(/The run has no block "Gone"/);
  const words = `Changed at step ${step}: learning rate 0.1.`;
  expect(studio.core.runs.edit(id, { learningRate: 0.1 }).reason).toBe(words);
  await studio.core.runs.resume(id);
  expect((await studio.reach(id, 'finished')).reason).toBe(words);
});

test('a pause wished before training begins is kept', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'train', 500);
  studio.core.runs.pause(id);
  // It trains on until the message has reached it, which takes as long as the machine lets it, and far from to the end.
  expect((await studio.reach(id, 'paused')).step).toBeLessThan(1000);
});

test('a stop before training begins ends at once; a second stop does not wait for the checkpoint', async () => {
  const studio = openTestCore();
  const early = start(studio, 'train', 500);
  studio.core.runs.stop(early.id);
  expect(await studio.reach(early.id, 'stopped')).toMatchObject({ hasCheckpoint: false, started: null });
  const { id } = start(studio, 'train', 500);
  await studio.reach(id, 'running');
  studio.core.runs.stop(id);
  studio.core.runs.stop(id);
  expect(studio.core.runs.find(id).reason).toMatch(/last steps after the newest checkpoint are lost/);
});

test('a worker that dies leaves an interrupted run with the reason; resumed, its points equal those of an unbroken one', async () => {
  const studio = openTestCore();
  const unbroken = start(studio, 'fast');
  const broken = start(studio, 'die 95');
  const { reason, step } = await studio.reach(broken.id, 'interrupted');
  expect(reason).toMatch(/\(SIGKILL\)/);
  expect(step).toBe(90);
  // The charts know more than the newest checkpoint, which is of step 80.
  expect(stored(studio.core, broken.id, 80).map(({ points }) => points.length)).toEqual([10]);
  await studio.core.runs.resume(broken.id);
  expect(await studio.reach(broken.id, 'finished')).toMatchObject({ step: 120, epoch: 3, reason: null });
  await studio.reach(unbroken.id, 'finished');
  expect(studio.events).toContainEqual({ name: 'pointsRemoved', data: { run: broken.id, after: 80 } });
  expect(flat(stored(studio.core, broken.id, 0))).toEqual(flat(stored(studio.core, unbroken.id, 0)));
  expect(drawn(studio, broken.id)).toEqual(flat(stored(studio.core, broken.id, 0)));
});

test('a worker that crashes because TensorFlow cannot be loaded says so and what to do; the next run takes another engine', async () => {
  unloadableEngine();
  const studio = openTestCore();
  const { id } = start(studio, 'signal SIGTRAP');
  const { reason, step } = await studio.reach(id, 'interrupted');
  expect(reason).toMatch(
    /^The training process crashed: TensorFlow's binding cannot be loaded: .*: to set it up again, install Netloom anew.*, or take another engine\.$/,
  );
  expect(step).toBe(0);
  expect(automaticEngine()).not.toBe('tensorflow');
  // Where it is not taken, it is not the reason.
  const other = start(studio, 'exit 3');
  expect(await studio.reach(other.id, 'interrupted')).toMatchObject({ reason: expect.stringMatching(/exit code 3/) });
});

test('resuming goes back to the epochs of the checkpoint, and passes over one whose file is spoilt', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'die 95');
  await studio.reach(id, 'interrupted');
  writeFileSync(join(studio.folder, 'runs', id, 'checkpoint-80.bin'), 'spoilt');
  await studio.core.runs.resume(id);
  await studio.reach(id, 'finished');
  expect(studio.events).toContainEqual({ name: 'pointsRemoved', data: { run: id, after: 40 } });
  const again = studio.events.findIndex((event) => event.name === 'pointsRemoved');
  expect(studio.events.slice(again).find((event) => event.name === 'runChanged')).toMatchObject({
    data: { epoch: 1, step: 40, metrics: { loss: 1 } },
  });
});

test('what a dead process left half-written, or never told of, is gone before the run goes on', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'die 95');
  await studio.reach(id, 'interrupted');
  const directory = join(studio.folder, 'runs', id);
  const kept = readdirSync(directory);
  for (const name of ['.checkpoint-120.safetensors.4711.tmp', 'checkpoint-90.safetensors']) writeFileSync(join(directory, name), 'half');
  await studio.core.runs.resume(id);
  expect(readdirSync(directory)).toEqual(kept);
  await studio.reach(id, 'finished');
});

test('without any checkpoint a run begins anew; with none that is whole it says so', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'die 15');
  expect(await studio.reach(id, 'interrupted')).toMatchObject({ step: 10, hasCheckpoint: false });
  await studio.core.runs.resume(id);
  // It dies again at the same place: it did begin at the beginning.
  await vi.waitFor(() => expect(studio.events).toContainEqual({ name: 'pointsRemoved', data: { run: id, after: 0 } }));
  const other = start(studio, 'die 45');
  await studio.reach(other.id, 'interrupted');
  writeFileSync(join(studio.folder, 'runs', other.id, 'checkpoint-40.bin'), 'spoilt');
  await expect(studio.core.runs.resume(other.id)).rejects.toThrow(/no checkpoint whose file is whole: train its project again\.$/);
  expect(studio.core.runs.find(other.id).state).toBe('interrupted');
});

test('a failure in training is told in its words and cannot be resumed', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'fail');
  expect((await studio.reach(id, 'failed')).reason).toBe('The loss became NaN.');
  await expect(studio.core.runs.resume(id)).rejects.toThrow(/is failed/);
});

test('a run whose loss became no number goes on from its last good weights once something of it is changed, and not before', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'broken');
  expect(await studio.reach(id, 'stopped')).toMatchObject({
    step: 20,
    reason: 'The loss was no finite number in epoch 1, batch 21. The run can go on from there with another learning rate.',
    hasCheckpoint: true,
  });
  await expect(studio.core.runs.resume(id)).rejects.toThrow(/stopped because its loss was no finite number, and would again: change its/);
  expect(studio.core.runs.edit(id, { learningRate: 0.001 })).toMatchObject({ state: 'stopped' });
  await studio.core.runs.resume(id);
  expect((await studio.reach(id, 'finished')).reason).toBe('Changed at step 20: learning rate 0.001.');
});

test('a run whose kept weights are finite and of no use says that a new one is the way', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'broken far away');
  const { reason } = await studio.reach(id, 'stopped');
  expect(reason).toMatch(/gave a loss of 1\.0e\+19, where it began at 1: .* Begin a new run with a much smaller learning rate\.$/);
  await expect(studio.core.runs.resume(id)).rejects.toThrow(/its weights are of no use any more: begin a new run/);
});

test('a run that breaks again as soon as its rate is another is not advised to change it once more', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'broken again');
  await studio.reach(id, 'stopped');
  studio.core.runs.edit(id, { learningRate: 0.001 });
  await studio.core.runs.resume(id);
  expect((await studio.reach(id, 'stopped')).reason).toMatch(
    /^The loss was no finite number.* They broke again at once with what was changed.*Begin a new run .* Changed at step 20: learning rate 0\.001\.$/,
  );
});

test('what failed for a reason outside of it, such as a full disk, can be resumed', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'full');
  expect((await studio.reach(id, 'interrupted')).reason).toBe('The disk is full.');
  expect((await studio.core.runs.resume(id)).state).toBe('starting');
});

test('a model that cannot be trained is refused with its problem, and no run is left', () => {
  const studio = openTestCore();
  const { project } = studio.core.projects.create({ name: 'Empty' });
  expect(() => studio.core.runs.start({ project: project.id })).toThrow(
    expect.objectContaining({ code: 'invalid', message: expect.stringMatching(/^"Empty" cannot be trained yet: /) }),
  );
  expect(() => studio.core.runs.start({ project: 'nothing' })).toThrow(expect.objectContaining({ code: 'notFound' }));
  expect(studio.core.runs.list()).toEqual([]);
  expect(existsSync(join(studio.folder, 'runs'))).toBe(false);
});

test('the document of a run is the one it was trained from, whatever came later', async () => {
  const studio = openTestCore();
  const { id, projectId } = start(studio, 'fast');
  const { document, project } = studio.core.projects.open(projectId);
  studio.core.projects.save({ ...document, notes: 'changed' }, project.revision);
  expect(studio.core.runs.document(id).notes).not.toBe('changed');
  await studio.reach(id, 'finished');
});

test('deleting a run or a project takes the weights along', async () => {
  const studio = openTestCore();
  const { core, folder } = studio;
  const first = start(studio, 'fast');
  const second = start(studio, 'fast');
  await Promise.all([studio.reach(first.id, 'finished'), studio.reach(second.id, 'finished')]);
  core.runs.remove(first.id);
  expect(existsSync(join(folder, 'runs', first.id))).toBe(false);
  expect(() => core.runs.find(first.id)).toThrow(expect.objectContaining({ code: 'notFound' }));
  core.runs.removeProject(second.projectId);
  expect(readdirSync(join(folder, 'runs'))).toEqual([]);
  expect(core.runs.list()).toEqual([]);
  expect(studio.events).toContainEqual({ name: 'runDeleted', data: { run: first.id } });
  expect(studio.events).toContainEqual({ name: 'projectDeleted', data: { project: second.projectId } });
});

test('a project whose run trains is not deleted', async () => {
  const studio = openTestCore();
  const { id, projectId } = start(studio, 'train', 500);
  await studio.reach(id, 'running');
  expect(() => studio.core.runs.removeProject(projectId)).toThrow(/stop it before deleting its project/);
  expect(studio.core.projects.find(projectId).runs).toBe(1);
});

test('the test set is evaluated once training has ended, and its metrics stay with the run', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'fast', 1);
  await expect(studio.core.runs.test(id)).rejects.toThrow(/whose training has ended/);
  await studio.reach(id, 'finished');
  const testing = studio.core.runs.test(id);
  await expect(studio.core.runs.test(id)).rejects.toThrow(/busy with another command/);
  const tested = await testing;
  expect(tested).toMatchObject({ state: 'finished', metrics: { loss: 1, test_loss: 0.25 } });
  expect(tested.tests).toEqual([{ time: expect.any(Number) as number, step: tested.step, epoch: 1, weights: 'newest' }]);
  // Each look is told, so that nobody takes a test set that chose the model for one that judges it.
  expect((await studio.core.runs.test(id)).tests).toHaveLength(2);
});

test('an export that cannot be made says why', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'fast', 1);
  await studio.reach(id, 'finished');
  await expect(studio.core.runs.export(id, 'tfjs', undefined)).rejects.toMatchObject({
    code: 'failed',
    message: 'The folder is not empty.',
  });
  const failed = start(studio, 'fail');
  await studio.reach(failed.id, 'failed');
  await expect(studio.core.runs.export(failed.id, 'tfjs', undefined)).rejects.toThrow(/has no checkpoint yet/);
});

test('closing stops what trains with a checkpoint, and it can be resumed after opening again', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'train', 500);
  await studio.reach(id, 'running');
  await studio.core.stop();
  expect(studio.core.runs.find(id)).toMatchObject({ state: 'stopped', reason: 'Netloom was closed.', hasCheckpoint: true });
  const { step, projectId } = studio.core.runs.find(id);
  // What a window asks for in the last moment starts no process that nobody would end.
  expect(() => studio.core.runs.start({ project: projectId })).toThrow(expect.objectContaining({ code: 'closed' }));
  await expect(studio.core.runs.resume(id)).rejects.toMatchObject({ code: 'closed' });
  await studio.core.close();
  const later = openTestCore(studio.folder);
  await later.core.runs.resume(id);
  await later.reach(id, 'running');
  expect(later.core.runs.find(id).step).toBeGreaterThanOrEqual(step);
});

test('a run on an engine that cannot be had is refused with the reason, and nothing is kept of it', async () => {
  const studio = openTestCore();
  const project = studio.project('fast');
  // Whatever this machine has: no driver is to be found.
  vi.stubEnv('VK_DRIVER_FILES', '/nowhere/driver.json');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => studio.core.runs.start({ project, engine: 'webgpu' })).toThrow(
    /^The engine webgpu cannot train here: .*choose another engine\.$/,
  );
  expect(studio.core.runs.list()).toEqual([]);
});

test('a number of threads that cannot be is refused before a run begins, and nothing is kept of it', () => {
  const studio = openTestCore();
  const project = studio.project('fast');
  vi.stubEnv('NETLOOM_THREADS', 'abc');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(() => studio.core.runs.start({ project })).toThrow(
    /^NETLOOM_THREADS is "abc": set it to a whole number from 1 to \d+, .* or leave it out\.$/,
  );
  expect(studio.core.runs.list()).toEqual([]);
});

test('a run whose engine is gone goes on on another one only when that is agreed to, and stays as it was until then', async () => {
  const studio = openTestCore();
  const { id } = start(studio, 'on webgpu', 500);
  await vi.waitFor(() => expect(studio.core.runs.find(id).hasCheckpoint).toBe(true));
  studio.core.runs.stop(id);
  const before = await studio.reach(id, 'stopped');
  expect(before.engine).toBe('webgpu');
  vi.stubEnv('VK_DRIVER_FILES', '/nowhere/driver.json');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(studio.core.runs.resume(id)).rejects.toMatchObject({
    code: 'otherEngine',
    message: expect.stringMatching(
      /^The run has trained on webgpu, which cannot be had now: .*\. It can go on once that is back, or on another engine, if you agree: .*\.$/,
    ),
  });
  expect(studio.core.runs.find(id)).toEqual(before);
  await expect(studio.core.runs.resume(id, 'webgpu')).rejects.toMatchObject({ code: 'unavailable' });
  await studio.core.runs.resume(id, 'wasm');
  expect(await studio.reach(id, 'running')).toMatchObject({ engine: 'wasm' });
});

test('the time trained leaves out pauses and the time between an end and its resumption', async () => {
  let now = 1000;
  const studio = openTestCore(temporaryFolder(), () => now);
  const { runs } = studio.core;
  const { id } = start(studio, 'train', 100_000);
  await studio.reach(id, 'running');
  now = 11_000;
  runs.pause(id);
  expect(await studio.reach(id, 'paused')).toMatchObject({ started: 1000, trained: 10_000, trainedAt: null });
  now = 500_000;
  await runs.resume(id);
  await studio.reach(id, 'running');
  now = 502_000;
  runs.stop(id);
  expect(await studio.reach(id, 'stopped')).toMatchObject({ trained: 12_000, trainedAt: null, ended: 502_000 });
  now = 900_000;
  await runs.resume(id);
  expect(await studio.reach(id, 'running')).toMatchObject({ trained: 12_000, trainedAt: 900_000 });
});

test('an interrupted run ends at its last sign of life, whether its worker or the whole studio died', async () => {
  let now = 1000;
  const studio = openTestCore(temporaryFolder(), () => now);
  const { id } = start(studio, 'train', 100_000);
  const other = start(studio, 'die 15');
  expect(await studio.reach(other.id, 'interrupted')).toMatchObject({ ended: 1000, trained: 0 });
  await studio.reach(id, 'running');
  await studio.core.stop();
  await studio.core.close();
  // As a studio that was killed leaves it.
  const { store } = openStore(studio.folder);
  store.write(() => store.runs.update(id, { state: 'running', ended: null, trained: 3000, trainedAt: 4000 }));
  await store.close();
  now = 800_000;
  const later = openTestCore(studio.folder, () => now);
  expect(later.core.runs.find(id)).toMatchObject({ state: 'interrupted', ended: 4000, trained: 3000, trainedAt: null });
});

test('a model is asked what it says of examples; passes with dropout left on are refused where nothing drops', async () => {
  const studio = openTestCore();
  const { id } = await studio.reach(start(studio, 'fast').id, 'finished');
  const asked = { count: 5, example: null, passes: 0, seed: 3 };
  const said = await studio.core.runs.predict(id, asked);
  expect(said).toMatchObject({ run: id, step: 120, epoch: 3, passes: 0, seed: 3, split: 'validation' });
  expect(said.examples.map(({ row }) => row)).toEqual([0, 1]);
  expect((await studio.core.runs.predict(id, { ...asked, example: 7 })).examples.map(({ row }) => row)).toEqual([7]);
  await expect(studio.core.runs.predict(id, { ...asked, passes: 3 })).rejects.toThrow(/no block that drops anything: add a Dropout/);
});
