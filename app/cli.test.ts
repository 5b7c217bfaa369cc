import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { NeuronView } from '../shared/ipc/neuron.ts';
import { openStore } from '../main/store/openStore.ts';
import { temporaryFolder } from '../main/store/fixtures/temporaryFolder.ts';
import { join as joinHome } from './core.ts';
import { connect as connectCore } from './fixtures/startCore.ts';

const script = (name: string): string => fileURLToPath(new URL(`./${name}.ts`, import.meta.url));

interface Started {
  readonly child: ChildProcess;
  /** What it wrote so far. */
  readonly out: () => string;
  readonly problems: () => string;
  readonly ended: Promise<number | null>;
}
/** Starts a program of ours in a data folder; it is killed when the test has finished. */
function start(home: string, program: string, ...args: string[]): Started {
  const child = spawn(process.execPath, [script(program), ...args], {
    cwd: home,
    env: { ...process.env, NETLOOM_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let problems = '';
  child.stdout.on('data', (data) => (out += String(data)));
  child.stderr.on('data', (data) => (problems += String(data)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, out: () => out, problems: () => problems, ended };
}
async function run(home: string, ...args: string[]) {
  const started = start(home, 'cli', ...args);
  const code = await started.ended;
  return { code, out: started.out(), problems: started.problems() };
}
const events = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('new, check, train, runs, export: the way of a project from the command line', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  expect((await run(home, 'new', 'xor', '-o', 'x.json')).code).toBe(0);
  const trained = await run(
    home,
    'train',
    'x.json',
    '--epochs',
    '3',
    '--batch-size',
    '50',
    '--seed',
    '4',
    '--limit',
    '500',
    '--engine',
    'wasm',
    '--json',
  );
  expect(trained).toMatchObject({ code: 0, problems: '' });
  const lines = events(trained.out);
  expect(lines.map(({ event }) => event)).toEqual(['runStarted', 'epochEnded', 'epochEnded', 'epochEnded', 'runFinished']);
  expect(lines[0]).toMatchObject({ engine: 'wasm', epochs: 3, batchSize: 50, seed: 4, trainExamples: 500, stepsPerEpoch: 10 });
  expect(lines.slice(1, 4).map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  for (const line of lines.slice(1))
    for (const name of ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'msPerStep'])
      expect([name, typeof line[name]]).toEqual([name, 'number']);
  const id = String(lines[0]?.['run']);

  // The same file again: a second run of the same project, whose revision did not change.
  const plain = await run(home, 'train', 'x.json', '--epochs', '1', '--engine', 'wasm');
  expect(plain.code).toBe(0);
  expect(plain.out).toMatch(/^The project "XOR" \(\w[\w-]*\) is unchanged: the run is added to it\.$/m);
  expect(plain.out).toMatch(/XOR, run 2 \(run-\w+\): 800 examples, 200 for validation; wasm 4\.22\.0/);
  expect(plain.out).toMatch(
    /^Epoch 1\/1 {2}25 steps .* loss \d\.\d{4} {2}accuracy \d\.\d{4} {2}val_loss \d\.\d{4} {2}val_accuracy \d\.\d{4}$/m,
  );
  expect(plain.out).not.toContain('\r');

  const list = await run(home, 'runs');
  expect(list.out).toMatch(new RegExp(`^${id} +XOR +1 +finished +wasm +3/3 .* \\d+(\\.\\d)? s  20\\d\\d-`, 'm'));
  expect(events((await run(home, 'runs', '--json')).out).map((row) => [row['number'], row['revision'], row['state']])).toEqual([
    [2, 1, 'finished'],
    [1, 1, 'finished'],
  ]);

  // Nothing is held out of this project for a test.
  expect(await run(home, 'test', id)).toMatchObject({ code: 1, problems: expect.stringMatching(/holds out no test examples/) });

  const [neuron] = events((await run(home, 'neuron', id, 'dense', '2', '--sample', '5', '--json')).out) as unknown as readonly NeuronView[];
  expect(neuron).toMatchObject({ unit: 2, step: 30, layer: { units: 8 }, example: { row: 5, rows: 1000 } });
  const [z, a] = [neuron?.sum ?? 0, neuron?.output ?? 0];
  expect(neuron?.inputs.reduce((sum, x, at) => sum + x * (neuron.weights[at] ?? 0), neuron.bias ?? 0)).toBeCloseTo(z, 5);
  expect(a).toBeCloseTo(Math.tanh(z), 5);
  const told = await run(home, 'neuron', id, 'dense', '2', '--sample', '5');
  expect(told.out).toMatch(/^Unit 2 of dense \(8 units\), run 1 of "XOR" after step 30 \(epoch 3\)\nExample 5 of 1000: /);
  expect(told.out).toMatch(new RegExp(`^sum z +${z.toFixed(4)}\\nTanh +${a.toFixed(4)}$`, 'm'));
  expect(await run(home, 'neuron', id, 'conv', '0')).toMatchObject({ code: 1, problems: expect.stringMatching(/without a layer "conv"/) });

  const exported = await run(home, 'export', id, '--format', 'tfjs', '--out', 'out');
  expect(exported).toMatchObject({ code: 0, problems: '' });
  expect(exported.out).toMatch(/compared on 100 validation examples: largest difference (0|\d\.\de-\d)\.$/m);
  expect(JSON.parse(readFileSync(join(home, 'out', 'model.json'), 'utf8'))).toMatchObject({ format: 'layers-model' });
  expect(await run(home, 'export', id, '--out', 'out')).toMatchObject({ code: 1, problems: expect.stringContaining('is not empty') });
  expect(await run(home, 'export', 'run-nothing', '--out', 'out2')).toMatchObject({
    code: 1,
    problems: expect.stringMatching(/^There is no run "run-nothing"/),
  });
});

test('the command "test" evaluates the test set of a run, and counts each look', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  await run(home, 'new', 'xor', '-o', 'x.json');
  const file = join(home, 'x.json');
  const project = JSON.parse(readFileSync(file, 'utf8')) as { data: Record<string, unknown> };
  writeFileSync(file, JSON.stringify({ ...project, data: { ...project.data, testSize: 0.1 } }));
  const trained = await run(home, 'train', 'x.json', '--epochs', '1', '--engine', 'wasm', '--json');
  const id = String(events(trained.out)[0]?.['run']);
  const first = await run(home, 'test', id);
  expect(first.out).toMatch(
    /^Run 1 of "XOR", newest weights \(epoch 1\), 100 test examples:\n {2}loss \d\.\d{4}\n {2}accuracy \d\.\d{4}\n$/,
  );
  expect((await run(home, 'test', id)).out).toContain('This was look 2 at this test set');
  const [row] = events((await run(home, 'test', id, '--json')).out);
  expect(row).toMatchObject({ test_loss: expect.any(Number) as number, tests: [{}, {}, { weights: 'newest', epoch: 1 }] });
  expect(await run(home, 'test', id, '--best')).toMatchObject({ code: 1, problems: expect.stringMatching(/no best weights/) });
});

test('train says which project a run belongs to: a new one, or the one that is equal to the template', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const train = async (): Promise<string[]> => {
    const { out } = await run(home, 'train', 'xor', '--epochs', '1', '--engine', 'wasm');
    return /^The project "XOR" \((.*)\) (.*)$/m.exec(out)?.slice(1) ?? [];
  };
  const [first, made] = await train();
  expect(made).toBe('is new: the studio lists it.');
  const [second, reused] = await train();
  expect(reused).toBe('is unchanged: the run is added to it.');
  expect(second).toBe(first);
  expect(events((await run(home, 'runs', '--json')).out).map(({ projectId }) => projectId)).toEqual([first, first]);
});

test('Ctrl-C stops with a checkpoint, and the command ends with 130', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const training = start(home, 'cli', 'train', 'xor', '--epochs', '100000', '--engine', 'wasm', '--json');
  await vi.waitFor(() => expect(training.out()).toContain('epochEnded'), { timeout: 20_000 });
  training.child.kill('SIGINT');
  expect(await training.ended).toBe(130);
  expect(events(training.out()).at(-1)).toMatchObject({ event: 'runStopped', reason: 'Stopped by the user.' });
  expect(training.problems()).toContain('Stopping with a checkpoint');
  expect(events((await run(home, 'runs', '--json')).out)).toMatchObject([{ state: 'stopped', hasCheckpoint: true }]);
});

test('find-rate proposes a rate, and writes it into a file where it is asked to', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  await run(home, 'new', 'iris-mlp', '-o', 'iris.json');
  const [found] = events((await run(home, 'find-rate', 'iris.json', '--engine', 'wasm', '--json')).out);
  const proposed = Number(found?.['proposed']);
  expect(proposed).toBeGreaterThan(1e-3);
  expect(found?.['points']).toSatisfy((points: unknown) => Array.isArray(points) && points.length > 60);
  const applied = await run(home, 'find-rate', 'iris.json', '--engine', 'wasm', '--apply');
  expect(applied.out).toMatch(/^ +RATE +LOSS\n[^]* ▇+ ◂ proposed\n/);
  expect(applied.out).toContain(`The learning rate in iris.json is ${proposed} now; it was ${String(found?.['now'])}.`);
  expect(events((await run(home, 'find-rate', 'iris.json', '--engine', 'wasm', '--json')).out)[0]?.['now']).toBe(proposed);
  expect(await run(home, 'find-rate', 'ring-gan')).toMatchObject({
    code: 2,
    problems: expect.stringMatching(/--phase, of judge, generator/),
  });
  expect(await run(home, 'find-rate', 'xor', '--apply')).toMatchObject({ code: 1, problems: expect.stringMatching(/is a template/) });
});

test('what is watched of the layers is told at the end and by runs; another batch size gets its advice', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const train = (...own: string[]) => run(home, 'train', 'xor', '--engine', 'wasm', '--epochs', '2', ...own);
  expect(await train('--watch', 'norm')).toMatchObject({
    code: 2,
    problems: expect.stringMatching(/must be some of gradientNorm, saturation, /),
  });
  const { out } = await train('--watch', 'gradientnorm,sparsity');
  expect(out).toMatch(/^LAYER +GRADIENT NORM +WEIGHTS NEAR ZERO\ndense +\d\.\d{4} +[▁-█]{2} +0\.0 % +▁▁\ndense_1 +/m);
  expect(out).toMatch(/^Epoch 2\/2 .*val_accuracy \d\.\d{4}$/m);
  const lines = events((await train('--watch', 'saturation', '--batch-size', '400', '--json')).out);
  expect(lines.filter(({ event }) => event === 'layerWatched').map(({ layer, saturation }) => [layer, typeof saturation])).toEqual([
    ['dense', 'number'],
    ['dense_1', 'number'],
  ]);
  const { problems } = await train('--watch', 'none');
  expect(problems).toMatch(/^advice: Another batch size, the same learning rate: The batch size is 32; Run 2 trained with 400 at the same/);
  expect((await run(home, 'doctor')).out).toMatch(/The batch size is 32; Run 2 trained with 400/);
  const list = events((await run(home, 'runs', '--json')).out).map(({ id }) => String(id));
  expect((await run(home, 'runs', list[0] ?? '')).out).toMatch(
    /^Run 3 of "XOR" [^]*\n2 epochs, 50 steps of 32 examples, [^]*Train with --watch/,
  );
  expect((await run(home, 'runs', list[2] ?? '')).out).toMatch(/^dense_1 +\d/m);
  expect(events((await run(home, 'runs', list[1] ?? '', '--json')).out)[0]).toMatchObject({
    number: 2,
    layers: { dense: { saturation: 0 } },
  });
});

test(
  'train --set and its like: a run is trained with the choices that are given, and the file stays as it is',
  { timeout: 60_000 },
  async () => {
    const home = temporaryFolder();
    expect((await run(home, 'new', 'xor', '-o', 'x.json', '--set', 'dense.units=5')).code).toBe(0);
    const file = readFileSync(join(home, 'x.json'), 'utf8');
    const given = ['--set', 'dense.activation=relu', '--optimizer', 'sgd', '--epochs', '1', '--engine', 'wasm'];
    const own = await run(home, 'train', 'x.json', ...given);
    expect(own).toMatchObject({ code: 0, problems: '' });
    expect(own.out).toContain('Dense: activation tanh → relu; Training: optimizer adam (learning rate 0.01) → sgd (learning rate 0.01).\n');
    const template = await run(home, 'train', 'xor', ...given);
    expect(template.out).toMatch(/^The project "XOR \(dense\.activation=relu, optimizer sgd\)" \(\S+\) is new/);
    // A second time it is the same project.
    expect((await run(home, 'train', 'xor', ...given)).out).toMatch(/is unchanged: the run is added to it/);
    expect(readFileSync(join(home, 'x.json'), 'utf8')).toBe(file);
    expect((await run(home, 'train', 'xor', '--set', 'dense.units=0')).problems).toBe('--set dense.units: must be at least 1, not 0.\n');
    const { store } = openStore(home);
    const plans = store.runs.list().map(({ id }) => store.runs.findPlan(id));
    await store.close();
    expect(plans).toHaveLength(3);
    for (const plan of plans) {
      expect(plan?.layers[0]?.values).toMatchObject({ activation: { kind: 'relu' } });
      expect(plan?.phases[0]?.optimizer.kind).toBe('sgd');
    }
    expect(plans.map((plan) => plan?.layers[0]?.values['units'])).toEqual([8, 8, 5]);
  },
);

test('resume goes on with the newest run that was stopped, to its end, and says what cannot go on', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  expect(await run(home, 'resume')).toMatchObject({ code: 1, out: '', problems: expect.stringMatching(/^There is no run that can go on/) });
  const training = start(home, 'cli', 'train', 'xor', '--epochs', '80', '--engine', 'wasm', '--json');
  await vi.waitFor(() => expect(training.out()).toContain('epochEnded'), { timeout: 20_000 });
  training.child.kill('SIGINT');
  expect(await training.ended).toBe(130);
  const stopped = events(training.out()).at(-1);
  expect(await run(home, 'resume', '--freeze', 'conv')).toMatchObject({
    code: 2,
    problems: expect.stringMatching(/no layer "conv"; there are dense, /),
  });
  expect(await run(home, 'resume', '--set', 'dense.units=3')).toMatchObject({
    code: 1,
    problems: expect.stringMatching(/start a new one/),
  });
  expect(await run(home, 'resume', '--set', 'dense.activation=relu')).toMatchObject({
    code: 1,
    problems: 'The run cannot be changed so: "activation" of dense cannot be changed in the midst of a run: start a new one.\n',
  });
  const resumed = await run(home, 'resume', '--learning-rate', '0.005', '--schedule', 'cosine', '--freeze', 'dense', '--json');
  expect(resumed).toMatchObject({ code: 0, problems: '' });
  const lines = events(resumed.out);
  expect(lines.at(-1)).toMatchObject({ event: 'runFinished', run: stopped?.['run'] });
  const epochs = lines.flatMap(({ event, epoch }) => (event === 'epochEnded' ? [Number(epoch)] : []));
  const before = events(training.out()).findLast(({ event }) => event === 'epochEnded')?.['epoch'];
  expect(epochs).toEqual(Array.from({ length: 80 - Number(before) }, (_, at) => Number(before) + 1 + at));
  expect(await run(home, 'resume', String(stopped?.['run']))).toMatchObject({
    code: 1,
    problems: expect.stringMatching(/^Run 1 of "XOR" \(.*\) has finished: train the project again for a new run\.\n$/),
  });
  expect((await run(home, 'resume', 'nothing')).problems).toMatch(/^There is no run "nothing"/);
});

test('a run whose loss became no number says how it goes on, and does so with a smaller rate', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  expect((await run(home, 'new', 'regression', '-o', 'x.json')).code).toBe(0);
  const path = join(home, 'x.json');
  const project = JSON.parse(readFileSync(path, 'utf8')) as { training: Record<string, unknown> };
  project.training['optimizer'] = { kind: 'sgd', values: { learningRate: 1e12 } };
  writeFileSync(path, JSON.stringify(project));
  const broken = await run(home, 'train', 'x.json', '--epochs', '2', '--engine', 'wasm');
  expect(broken.code).toBe(1);
  expect(broken.problems).toMatch(
    /Run 1 stopped.*: The loss was no finite number.* can go on from there with another learning rate\. Go on from them with: netloom resume run-\S+ --learning-rate X\./,
  );
  const again = await run(home, 'resume');
  expect(again.code).toBe(1);
  expect(again.problems).toMatch(/would again: give it another learning rate, as netloom resume run-\S+ --learning-rate 0.01$/m);
  const resumed = await run(home, 'resume', '--learning-rate', '0');
  expect(resumed.out).toMatch(/Finished.*Changed at step \d+: learning rate 0\./);
  expect(resumed.code).toBe(0);
});

test(
  'a reader that has had enough of what is printed ends a command quietly, and a training with its checkpoint',
  { timeout: 60_000 },
  async () => {
    const home = temporaryFolder();
    for (const args of [
      ['code', 'mnist-resnet'],
      ['train', 'xor', '--epochs', '100000', '--engine', 'wasm', '--json'],
    ]) {
      const { child, problems, ended } = start(home, 'cli', ...args);
      // It goes after the first lines, as `head` does.
      child.stdout?.once('data', () => child.stdout?.destroy());
      expect(await ended).toBe(0);
      expect(problems()).not.toMatch(/Ctrl-C|EPIPE| at /);
    }
    const { store } = openStore(home);
    const [run] = store.runs.list();
    await store.close();
    expect(run).toMatchObject({ state: 'stopped', hasCheckpoint: true });
  },
);

test('a second Ctrl-C ends at once', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const training = start(home, 'cli', 'train', 'xor', '--epochs', '100000', '--engine', 'wasm', '--json');
  // Before training begins there is no checkpoint to wait for either.
  await vi.waitFor(async () => expect(events((await run(home, 'runs', '--json')).out)).toHaveLength(1), { timeout: 20_000 });
  training.child.kill('SIGINT');
  training.child.kill('SIGINT');
  expect(await training.ended).toBe(130);
});

test('beside an open studio a run trains in the studio’s core, which shows it', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const studio = start(home, 'serve');
  await vi.waitFor(() => expect(studio.out()).toMatch(/^Netloom is open at http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{64}\n$/), {
    timeout: 20_000,
  });
  const window = await connectCore(home);
  const seen: string[] = [];
  window.on('runChanged', (row) => seen.push(row.state));
  const trained = await run(home, 'train', 'xor', '--epochs', '2', '--engine', 'wasm', '--json');
  expect(trained.code).toBe(0);
  expect(seen).toContain('running');
  expect(seen.at(-1)).toBe('finished');
  // The studio lives on with what was trained beside it.
  expect((await window.call('listRuns', {})).map(({ state }) => state)).toEqual(['finished']);
  window.close();
  studio.child.kill('SIGTERM');
  expect(await studio.ended).toBe(0);
});

test('a window that joined the core of a command keeps its run: the command stays until that has ended', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const command = start(home, 'cli', 'train', 'xor', '--epochs', '60', '--engine', 'wasm', '--json');
  await vi.waitFor(() => expect(command.out()).toContain('runStarted'), { timeout: 20_000 });
  const window = await joinHome({ folder: home });
  onTestFinished(() => window.close());
  expect(window.owns()).toBe(false);
  const client = await window.connect();
  const { project } = await client.call('createProject', { template: 'iris-mlp' });
  const { id } = await client.call('startRun', { project: project.id, epochs: 100, engine: 'wasm' });
  const finished = new Promise<void>((resolve) => client.on('runChanged', (row) => row.id === id && row.state === 'finished' && resolve()));
  await finished;
  expect(await command.ended).toBe(0);
  const after = await window.connect();
  expect(window.owns()).toBe(true);
  expect((await after.call('listRuns', {})).map(({ state }) => state)).toEqual(['finished', 'finished']);
});

test('a port in use is told in one sentence, and so is a data folder that is a file', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const first = start(home, 'serve');
  await vi.waitFor(() => expect(first.out()).toContain('#token='), { timeout: 20_000 });
  const port = new URL(first.out().trim().split(' at ')[1] ?? '').port;
  const second = start(home, 'serve', '--port', port);
  expect(await second.ended).toBe(1);
  expect(second.problems()).toBe(`Port ${port} is in use by another program: choose another one with --port, or leave --port out.\n`);
  const wrong = start(home, 'serve', '--port', 'x');
  expect(await wrong.ended).toBe(2);
  const nowhere = start(join(home), 'cli', 'runs');
  expect(await nowhere.ended).toBe(0);
  const child = spawn(process.execPath, [script('cli'), 'runs'], {
    env: { ...process.env, NETLOOM_HOME: join(home, 'netloom.db') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (data) => (problems += String(data)));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  expect(problems).toMatch(/^.* is a file and not a folder: set NETLOOM_HOME to a folder you may write to\.\n$/);
});

test.skipIf(process.platform !== 'linux').each([
  [
    '/proc/nope',
    'The folder /proc/nope cannot be created: the system allows nothing new there; set NETLOOM_HOME to a folder you may write to.\n',
  ],
  [
    '/proc',
    'Netloom cannot open its data in /proc: give your user the right to read and write it, or set NETLOOM_HOME to another folder. Nothing was changed.\n',
  ],
])('a data folder at %s, where nothing can be made, ends in one sentence', { timeout: 20_000 }, async (home, words) => {
  const child = spawn(process.execPath, [script('cli'), 'runs'], {
    env: { ...process.env, NETLOOM_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let problems = '';
  child.stderr.on('data', (data) => (problems += String(data)));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  expect(problems).toBe(words);
});

test('two studios at once show the same data; when the first is closed the second goes on', { timeout: 60_000 }, async () => {
  const home = temporaryFolder();
  const [first, second] = [start(home, 'serve'), start(home, 'serve')];
  for (const studio of [first, second]) await vi.waitFor(() => expect(studio.out()).toContain('#token='), { timeout: 20_000 });
  const signIn = async (address: string): Promise<number> => {
    const url = new URL(address);
    const answer = await fetch(new URL('/session', url), {
      method: 'POST',
      headers: { Origin: url.origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: url.hash.slice(7) }),
    });
    return answer.status;
  };
  for (const studio of [first, second]) expect(await signIn(studio.out().trim().split(' at ')[1] ?? '')).toBe(200);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect((await run(home, 'runs')).code).toBe(0);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
  // Its port is free again.
  const port = Number(new URL(second.out().trim().split(' at ')[1] ?? '').port);
  await expect(
    new Promise((resolve, reject) => {
      connect(port, '127.0.0.1', () => resolve('open')).on('error', reject);
    }),
  ).rejects.toThrow(/ECONNREFUSED/);
});

test('an engine that cannot be had is refused in one sentence, and nothing is stored', { timeout: 30_000 }, async () => {
  const home = temporaryFolder();
  // Whatever this machine has: no driver is to be found.
  vi.stubEnv('VK_DRIVER_FILES', join(temporaryFolder(), 'none.json'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code, out, problems } = await run(home, 'train', 'xor', '--engine', 'webgpu');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(problems).toMatch(/^The engine webgpu cannot train here: [^\n]*\n$/);
  const { store } = openStore(home);
  expect(store.projects.list()).toEqual([]);
  await store.close();
});

test('engines --check trains on each engine and says which pass', { timeout: 90_000 }, async () => {
  // Whatever this machine has: no driver is to be found.
  vi.stubEnv('VK_DRIVER_FILES', join(temporaryFolder(), 'none.json'));
  vi.stubEnv('NETLOOM_CACHE', temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
  const { code, out } = await run(temporaryFolder(), 'engines', '--check', '--json');
  expect(code).toBe(0);
  const rows = events(out);
  expect(rows.map(({ name }) => name)).toEqual(['tensorflow', 'webgpu', 'wasm', 'cpu']);
  for (const row of rows) {
    expect(row['passed'], String(row['name'])).toBe(row['available']);
    expect(row['reason'] === null, String(row['name'])).toBe(row['passed']);
  }
});

test(
  'train --weights-from: layers start from another run, frozen where that is asked, and what is wrong is told',
  { timeout: 60_000 },
  async () => {
    const home = temporaryFolder();
    expect((await run(home, 'new', 'iris-mlp', '-o', 'iris.json')).code).toBe(0);
    const first = events((await run(home, 'train', 'iris.json', '--epochs', '1', '--engine', 'wasm', '--json')).out);
    const source = String(first[0]?.['run']);
    const next = await run(
      home,
      'train',
      'iris.json',
      '--epochs',
      '1',
      '--engine',
      'wasm',
      '--weights-from',
      `${source}:dense`,
      '--freeze',
    );
    expect(next.out).toMatch(/weights of Run 1 of "[^"]+", frozen: dense\. From their own initialization: dense_1/);
    expect(next.code).toBe(0);
    const all = await run(home, 'train', 'iris.json', '--epochs', '1', '--engine', 'wasm', '--weights-from', source);
    expect(all.out).toMatch(/weights of Run 1 of "[^"]+": dense, dense_1/);
    // It begins where the other ended, and goes on from there.
    const store = openStore(home).store;
    const losses = store.runs.list().map(({ metrics }) => metrics['loss'] ?? Number.NaN);
    await store.close();
    expect(losses[0]).toBeLessThan(losses[2] ?? 0);
    const wrong = async (...args: string[]) => (await run(home, 'train', 'iris.json', ...args)).problems;
    expect(await wrong('--weights-from', `${source}:dens`)).toContain(
      'This model has no layer "dens" with weights: there are dense, dense_1',
    );
    expect(await wrong('--weights-from', `${source}:dense_1=dense`)).toMatch(
      /"dense_1" cannot start from it: the kernel of Run 1 .* is 4 × 16/,
    );
    expect(await wrong('--weights-from', source, '--freeze')).toMatch(
      /^--freeze would leave nothing to train: every layer takes its weights from Run 1 of .*:dense, or train/,
    );
    expect(await wrong('--weights-from', 'run-nowhere')).toContain('There is no run "run-nowhere"');
    expect(await wrong('--weights-from', 'nowhere.keras')).toContain('nowhere.keras: there is no such file');
    expect(await wrong('--freeze')).toContain('--freeze goes with --weights-from');
  },
);
