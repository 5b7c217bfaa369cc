import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findElectron } from './findElectron.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'electron-'));
  mkdirSync(join(root, 'node_modules/electron'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, 'node_modules/electron/package.json'), '{"version": "45.4.1"}');
  vi.stubEnv('NETLOOM_CACHE', join(root, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** The installer of the package: real JavaScript that Node runs, in place of the one that downloads. */
const installer = (script: string): void => writeFileSync(join(root, 'node_modules/electron/install.js'), script);
const succeed = `const fs = require('fs'); fs.mkdirSync(__dirname + '/dist'); fs.writeFileSync(__dirname + '/dist/version', 'v45.4.1'); fs.writeFileSync(__dirname + '/path.txt', 'electron');`;
const find = (options: { retry?: boolean; patience?: number } = {}): ReturnType<typeof findElectron> =>
  findElectron(root, { retry: false, signal: new AbortController().signal, ...options });

test('what is installed is taken', async () => {
  installer(succeed);
  const binary = join(root, 'node_modules/electron/dist/electron');
  expect(await find()).toEqual({ binary, folder: dirname(binary) });
  installer('process.exit(1)');
  expect(await find()).toEqual({ binary, folder: dirname(binary) });
});

test('a failure is told once in a sentence, remembered, and tried again on request or for another version', async () => {
  installer(`console.error('RequestError: getaddrinfo ENOTFOUND example.invalid'); process.exit(1)`);
  const first = await find();
  expect(first).toEqual({
    binary: null,
    obstacle: expect.stringMatching(/^Electron 45\.4\.1 could not be downloaded \(.*ENOTFOUND.*\)$/),
  });
  installer(succeed);
  expect(await find()).toEqual({ binary: null, obstacle: expect.stringContaining('could not be downloaded earlier') });
  expect(await find({ retry: true })).toMatchObject({ binary: expect.stringContaining('dist') });
});

test('another version is tried although one failed before', async () => {
  installer('process.exit(1)');
  await find();
  writeFileSync(join(root, 'node_modules/electron/package.json'), '{"version": "46.0.0"}');
  installer(succeed.replace('45.4.1', '46.0.0'));
  expect(await find()).toMatchObject({ binary: expect.stringContaining('dist') });
});

test('a download that stands still is given up', async () => {
  installer('setInterval(() => {}, 1000)');
  expect(await find({ patience: 300 })).toEqual({ binary: null, obstacle: expect.stringContaining('nothing arrived for 0.3 s') });
});
