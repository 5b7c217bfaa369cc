import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { findings } from '../describeEngines.ts';
import { cacheFolder } from '../tensorflow/supply/cacheFolder.ts';
import { bindingName, writeManifest } from '../tensorflow/supply/manifest.ts';
import { unloadableEngine } from '../tensorflow/testing/unloadableEngine.ts';
import { threadCandidates } from '../threadCount.ts';
import { checkEngines } from './checkEngines.ts';
import type { checkEngine } from './checkEngine.ts';

function emptyCache(): void {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-'));
  vi.stubEnv('NETLOOM_CACHE', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
}
const [all = 1, half = 1] = threadCandidates();
/** A check in which TensorFlow takes so many milliseconds on so many threads. */
const timed =
  (times: Readonly<Record<number, number>>, passed = true, elsewhere = 0): typeof checkEngine =>
  (engine, options) =>
    Promise.resolve({
      engine,
      passed,
      msPerStep: 1,
      trialMs: times[options?.threads ?? 0] ?? 50,
      elsewhere,
      reason: passed ? null : 'it is wrong',
    });
const { signal } = new AbortController();

it.runIf(all > 1)('keeps on how many threads TensorFlow is the quickest: all, unless fewer are clearly so', async () => {
  emptyCache();
  await checkEngines(['tensorflow', 'wasm'], { signal, check: timed({ [all]: 10, [half]: 9.8 }) });
  expect(findings()).toEqual({ trials: { tensorflow: 10, wasm: 50 }, failures: {}, threads: all });
  await checkEngines(['tensorflow'], { signal, check: timed({ [all]: 10, [half]: 7 }) });
  expect(findings()).toEqual({ trials: { tensorflow: 7, wasm: 50 }, failures: {}, threads: half });
});

it.runIf(all > 1)('does not take fewer threads for quicker because the machine was busy for a moment', async () => {
  emptyCache();
  const times = { [all]: [30, 12, 10], [half]: [14, 14, 14] };
  const busyAtFirst: typeof checkEngine = (engine, options) =>
    Promise.resolve({
      engine,
      passed: true,
      msPerStep: 1,
      trialMs: times[options?.threads ?? 0]?.shift() ?? 10,
      elsewhere: 0,
      reason: null,
    });
  await checkEngines(['tensorflow'], { signal, check: busyAtFirst });
  expect(findings().threads).toBe(all);
});

it.runIf(all > 1)('takes all threads where other programs were busy throughout', async () => {
  emptyCache();
  await checkEngines(['tensorflow'], { signal, check: timed({ [all]: 30, [half]: 14 }, true, 0.4) });
  expect(findings().threads).toBe(all);
});

it('tells what it found although it cannot be kept, and knows it for as long as this process lives', async () => {
  emptyCache();
  mkdirSync(join(cacheFolder(), 'engine-checks.json'));
  const told: string[] = [];
  const unkept = await checkEngines(['wasm'], { signal, check: timed({}), onChecked: ({ engine }) => void told.push(engine) });
  expect(told).toEqual(['wasm']);
  expect(unkept).toMatch(/^\S+engine-checks\.json cannot be written, it is a folder; set NETLOOM_CACHE to another folder$/);
  expect(findings()).toEqual({ trials: { wasm: 50 }, failures: {}, threads: null });
  expect(readdirSync(cacheFolder())).toEqual(['engine-checks.json']);
  vi.stubEnv('NETLOOM_CACHE', join(cacheFolder(), 'elsewhere'));
  expect(findings().trials).toEqual({});
});

it('keeps why an engine failed until it passes, and nothing of a check that was interrupted', async () => {
  emptyCache();
  await checkEngines(['wasm'], { signal, check: timed({}, false) });
  expect(findings()).toEqual({ trials: {}, failures: { wasm: 'it is wrong' }, threads: null });
  await checkEngines(['wasm'], { signal, check: timed({}) });
  expect(findings()).toEqual({ trials: { wasm: 50 }, failures: {}, threads: null });
  const abort = new AbortController();
  abort.abort();
  await checkEngines(['wasm'], { signal: abort.signal, check: timed({}, false) });
  expect(findings()).toEqual({ trials: { wasm: 50 }, failures: {}, threads: null });
});

it('one that fails because its files are others than those that were built says so, and what sets it up again', async () => {
  const folder = unloadableEngine();
  const check = timed({}, false);
  await checkEngines(['tensorflow'], { signal, check });
  expect(findings().failures.tensorflow).toBe('it is wrong');
  writeManifest(folder, '2.21.0', [bindingName], { [bindingName]: '0'.repeat(64) });
  const told: (string | null)[] = [];
  await checkEngines(['tensorflow'], { signal, check, onChecked: ({ reason }) => void told.push(reason) });
  expect(told).toEqual([
    expect.stringMatching(/^its files are damaged \(tfjs_binding\.node is not what was built\): to set it up again, install Netloom anew/),
  ]);
  expect(findings().failures).toEqual({ tensorflow: told[0] });
});
