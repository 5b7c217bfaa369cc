import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { checkNode, findNode24 } from './findNode.mjs';
import { countInstalled, installPackages, isInstalled } from './installPackages.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

const packages = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3' },
  'node_modules/b': { version: '2.0.0', optional: true },
};

function write(file: string, content: unknown): void {
  writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify({ packages: content }));
}

test.each<[string, unknown, boolean]>([
  ['all is there', packages, true],
  ['only an optional package is missing', { 'node_modules/a': { version: '1.2.3' } }, true],
  ['a package is missing', { 'node_modules/b': { version: '2.0.0' } }, false],
  ['a package is older', { ...packages, 'node_modules/a': { version: '1.2.2' } }, false],
  ['the note of npm is half written', '{"packages": {"node_modules/a"', false],
])('when %s', (_name, found, expected) => {
  write('package-lock.json', packages);
  write('node_modules/.package-lock.json', found);
  expect(isInstalled(root)).toBe(expected);
});

test('an interrupted installation left no note', () => {
  write('package-lock.json', packages);
  expect(isInstalled(root)).toBe(false);
});

test('a folder that is no checkout is named', () => {
  expect(() => isInstalled(root)).toThrow(`package-lock.json in ${root} cannot be read`);
});

test('an old Node is told what is needed', () => {
  expect(() => checkNode('18.19.0')).toThrow('Netloom needs Node 20.11 or newer to start, and this is Node 18.19.0');
  expect(() => checkNode('20.10.9')).toThrow('Node 20.11');
  for (const version of ['20.11.0', '22.0.0', '24.21.0']) checkNode(version);
});

test('Node 24 is the one that npm installed, else this one', () => {
  expect(findNode24(root)).toBe(process.execPath);
  const bin = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), '');
  if (process.platform !== 'win32') expect(findNode24(root)).toBe(join(bin, 'node'));
});

test('how far npm is shows in the packages that lie there; those of other platforms do not count', () => {
  write('package-lock.json', packages);
  expect(countInstalled(root)).toEqual({ found: 0, wanted: 1 });
  mkdirSync(join(root, 'node_modules', 'a'));
  write('node_modules/a/package.json', {});
  expect(countInstalled(root)).toEqual({ found: 1, wanted: 1 });
});

test('an installation says what happens and how long it takes; one that fails shows what npm said', async () => {
  write('package-lock.json', packages);
  // A program in npm's place that puts one package there, waits until that was told, and fails.
  write(
    'npm.cjs',
    `const { mkdirSync, writeFileSync, watch, existsSync } = require('node:fs');
     mkdirSync('node_modules/a');
     writeFileSync('node_modules/a/package.json', '{}');
     const told = () => { if (existsSync('told')) { console.error('npm error: no network'); process.exit(1); } };
     watch('.', told);
     told();`,
  );
  vi.stubEnv('npm_execpath', join(root, 'npm.cjs'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const written: string[] = [];
  const hear = (text: string | Uint8Array): boolean => {
    written.push(String(text));
    if (String(text).startsWith('Installing packages 100 %')) writeFileSync(join(root, 'told'), '');
    return true;
  };
  await expect(installPackages(root, { write: hear })).rejects.toThrow('npm could not install the packages; its reason stands above');
  expect(written[0]).toMatch(/^Installing Netloom's packages with npm, once for this checkout\. This takes about a minute/);
  expect(written).toContain('Installing packages 100 %\n');
  expect(written.at(-1)).toContain('npm error: no network');
});
