import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkNode, findNode24 } from './findNode.mjs';
import { isInstalled } from './installPackages.mjs';

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
