import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { locateTensorflow } from './locate.ts';
import { engineFolder } from './supply/engineFolder.ts';
import { writeManifest } from './supply/manifest.ts';
import { findRelease } from './supply/release.ts';

const release = findRelease('linux', 'x64');
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'locate-'));
  vi.stubEnv('NETLOOM_ENGINE', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const locate = (): ReturnType<typeof locateTensorflow> =>
  locateTensorflow({ cache: join(folder, 'cache'), release, from: join(folder, 'here.js') });

function write(file: string, content = 'content'): string {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), content);
  return join(folder, file);
}

/** An engine's folder as the preparation leaves it. */
function whole(path: string): string {
  const binding = write(join(path, 'tfjs_binding.node'));
  writeManifest(dirname(binding), '2.21.0', ['tfjs_binding.node']);
  return binding;
}

test('nothing prepared: it says how to', () => {
  expect(locate()).toEqual({ ready: false, reason: 'TensorFlow is not prepared yet: run "npm run engine"' });
});

test('no build for this platform: it says so', () => {
  const located = locateTensorflow({ cache: folder, release: findRelease('win32', 'x64'), from: join(folder, 'here.js') });
  expect(located).toEqual({ ready: false, reason: expect.stringContaining('there is no TensorFlow build') });
});

test('what was prepared in the cache is found', () => {
  if (release === null) throw new Error('linux-x64 has a release');
  const binding = whole(engineFolder(release, 'cache'));
  expect(locate()).toEqual({ ready: true, binding, source: 'cache' });
});

describe('the folder that a package brings', () => {
  test('is preferred to the cache', () => {
    const binding = whole('engine');
    vi.stubEnv('NETLOOM_ENGINE', join(folder, 'engine'));
    expect(locate()).toEqual({ ready: true, binding, source: 'supplied' });
  });

  test('is named when it is missing or damaged', () => {
    vi.stubEnv('NETLOOM_ENGINE', join(folder, 'engine'));
    const refused = (what: string) => ({
      ready: false,
      reason: `the engine in ${join(folder, 'engine')}, which NETLOOM_ENGINE names, ${what}: install Netloom anew, or set NETLOOM_ENGINE to the folder of another build`,
    });
    expect(locate()).toEqual(refused('is missing'));
    whole('engine');
    write('engine/tfjs_binding.node', 'shorter');
    rmSync(join(folder, 'engine/manifest.json'));
    expect(locate()).toEqual(refused('is damaged (manifest.json is missing)'));
  });
});

describe.skipIf(process.platform !== 'linux')('an installed package', () => {
  function install(name: string): string {
    const root = `node_modules/@tensorflow/${name}`;
    write(`${root}/package.json`, JSON.stringify({ name: `@tensorflow/${name}`, version: '4.22.0' }));
    const library = write(`${root}/deps/lib/libtensorflow.so.2.9.1`);
    symlinkSync(library, join(folder, root, 'deps/lib/libtensorflow.so.2'));
    return write(`${root}/lib/napi-v8/tfjs_binding.node`);
  }

  test('whose own download worked comes first, and the one for GPUs before all', () => {
    const binding = install('tfjs-node');
    expect(locate()).toEqual({ ready: true, binding, source: 'installed' });
    expect(locateTensorflow({ from: join(folder, 'elsewhere/file.js'), cache: folder, release })).toMatchObject({ source: 'installed' });
    const gpu = install('tfjs-node-gpu');
    expect(locate()).toEqual({ ready: true, binding: gpu, source: 'installed' });
  });

  test('without its library does not count', () => {
    install('tfjs-node');
    rmSync(join(folder, 'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so.2.9.1'));
    expect(locate()).toMatchObject({ ready: false });
  });
});
