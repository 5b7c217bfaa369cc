import { writeFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { findTemplate } from '../../../shared/templates/index.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import type { FromWorker } from '../protocol.ts';
import { spawnWorker, type SpawnOptions, type WorkerProcess } from './spawnWorker.ts';
import { workerPool } from './workerPool.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));
function spawn(options: Partial<SpawnOptions> = {}): WorkerProcess {
  // However short its seconds are: a busy machine takes its time to start a process.
  const worker = spawnWorker({ file: fixture('worker'), startPatience: 10_000, ...options });
  onTestFinished(() => worker.dismiss());
  return worker;
}
function planNamed(name: string, template = 'xor', batchSize?: number): TrainPlan {
  const built = buildPlan(findTemplate(template).build(), { epochs: 1, batchSize });
  if ('problems' in built) throw new Error('the template has problems');
  return { ...built.plan, name };
}
const start = (worker: WorkerProcess, name: string, plan = planNamed(name)): void =>
  worker.send({ type: 'start', run: 'r', plan, engine: 'cpu', directory: '/nowhere', checkpoint: null, edits: {} });
/** Follows a worker to its end; gives the reason and what it said. */
const toEnd = (worker: WorkerProcess): Promise<{ reason: string; said: FromWorker[] }> =>
  new Promise((resolve) => {
    const said: FromWorker[] = [];
    worker.follow({ message: (message) => said.push(message), ended: (reason) => resolve({ reason, said }) });
  });
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test.each([
  ['exit 0', /ended before its work was done/],
  ['exit 3', /exit code 3/],
  ['signal SIGKILL', /Something outside Netloom ended the training process at once \(SIGKILL\).* Try again/],
  ['signal SIGSEGV', /crashed \(SIGSEGV\)/],
  ['signal SIGABRT', /crashed \(SIGABRT\)/],
  ['signal SIGTERM', /Something outside Netloom/],
  ['throw', /exit code 1: Error: the mathematics gave up/],
])('a process that does "%s" ends in words', async (name, words) => {
  const worker = spawn();
  start(worker, name);
  const { reason } = await toEnd(worker);
  expect(reason).toMatch(words);
  expect(reason).not.toMatch(/\n|at .*\.ts:/);
  expect(lives(worker.pid)).toBe(false);
});

test('a process killed at work that needs more memory than there is, is told so with what would fit', async () => {
  const worker = spawn();
  start(worker, 'signal SIGKILL', planNamed('signal SIGKILL', 'mnist-cnn', 10_000_000));
  expect((await toEnd(worker)).reason).toMatch(/most likely for lack of memory.* It needs about \d+\.\d GB, .* With a batch size of \d+/);
});

test.each([
  ['hang', /^The training process hung: it neither computed nor read anything for 20 seconds, and was ended\. Try again/],
  ['silent', /^The training process did not answer for 20 seconds and was ended\. Try again/],
])('a process that goes %s is ended', async (name, words) => {
  const worker = spawn({ patience: 20, second: 50 });
  start(worker, name);
  expect((await toEnd(worker)).reason).toMatch(words);
  expect(lives(worker.pid)).toBe(false);
});

test('a process that is in one long computation is told of and left alone, however long it takes', async () => {
  const file = join(temporaryFolder(), 'enough');
  const worker = spawn({ patience: 20, second: 50 });
  start(worker, `compute ${file}`);
  const said: string[] = [];
  const end = new Promise<string>((resolve) => {
    worker.follow({
      message(message) {
        if (message.type === 'failed') resolve('its last word');
        if (message.type !== 'notice') return;
        said.push(message.message);
        writeFileSync(file, '');
      },
      ended: resolve,
    });
  });
  expect(await end).toBe('its last word');
  expect(worker.alive).toBe(true);
  expect(said).toEqual([
    expect.stringMatching(/^The training process has been in one computation for 20 seconds: it is slow, it does not hang/),
  ]);
});

test('a process that leaves the machine no memory is ended before the machine stands still, with what would fit', async () => {
  const worker = spawn({ second: 5 });
  start(worker, 'starve');
  expect((await toEnd(worker)).reason).toMatch(
    /^The training process held .* and left the machine no memory for 30 seconds, and was ended: use a smaller .* It needs about /,
  );
});

test('a process that says nothing at all is ended', async () => {
  const worker = spawn({ file: fixture('mute'), startPatience: 30, second: 10 });
  expect((await toEnd(worker)).reason).toMatch(/did not start within 30 seconds/);
});

test('a process of another version is refused with both versions', async () => {
  expect((await toEnd(spawn({ file: fixture('otherProtocol') }))).reason).toMatch(
    /version 999 of the protocol and this program version \d+/,
  );
});

test('a script that is not there ends in words', async () => {
  expect((await toEnd(spawn({ file: fixture('absent') }))).reason).toMatch(/exit code 1.*Cannot find module/);
});

test('a busy process whose heart beats is left alone however long it works, and messages come in order', async () => {
  // It works for three times as long as it may be silent, and says a word before and after.
  const worker = spawn({ patience: 10, second: 20 });
  const said: FromWorker['type'][] = [];
  const end = new Promise<string>((resolve) => {
    worker.follow({
      message({ type }) {
        said.push(type);
        if (type === 'failed') resolve('its last word');
      },
      ended: resolve,
    });
  });
  start(worker, 'busy 30');
  expect(await end).toBe('its last word');
  expect(worker.alive).toBe(true);
  expect(said).toEqual(['resumed', 'failed']);
});

test('what it said before anyone followed is not lost', async () => {
  const worker = spawn();
  start(worker, 'fail');
  worker.send({ type: 'exit' });
  await worker.gone;
  const heard = vi.fn<(message: FromWorker) => void>();
  worker.follow({ message: heard, ended: () => {} });
  expect(heard).toHaveBeenCalledWith(expect.objectContaining({ type: 'failed' }));
});

test.skipIf(process.platform === 'win32')('it runs at lowered priority, in a process group of its own', async () => {
  const { readFileSync } = await import('node:fs');
  const worker = spawn();
  // Started by "nice" below that, it is no higher than its owner.
  expect(getPriority(worker.pid)).toBe(Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
  if (process.platform !== 'linux') return;
  const group = readFileSync(`/proc/${worker.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
  expect(Number(group)).toBe(worker.pid);
});

test('the pool hands out the warm one, makes the next, and leaves no process behind', async () => {
  const spawned: WorkerProcess[] = [];
  const pool = workerPool({ file: fixture('worker') }, (options) => {
    const worker = spawnWorker(options);
    spawned.push(worker);
    return worker;
  });
  const alone = pool.take();
  expect(spawned).toEqual([alone]);
  pool.keepWarm();
  expect(spawned).toHaveLength(2);
  expect(pool.take()).toBe(spawned[1]);
  await vi.waitFor(() => expect(spawned).toHaveLength(3), { timeout: 3000 });
  spawned[2]?.kill('it died while it waited');
  expect(pool.take()).not.toBe(spawned[2]);
  await pool.close();
  expect(spawned.map(({ pid }) => lives(pid))).toEqual(spawned.map(() => false));
  const before = spawned.length;
  pool.keepWarm();
  expect(spawned, 'asked to keep one warm after its end').toHaveLength(before);
});
