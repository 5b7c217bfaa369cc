import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzip } from './unzip.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unzip-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = new Uint8Array(100_000).map((_, index) => index % 251);

function archive(files: Record<string, Uint8Array>, change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): string {
  const file = join(folder, 'a.zip');
  writeFileSync(file, change(zipSync(files, { level: 0 })));
  return file;
}
const all = (name: string): string => name;

test('only what is wanted is written, under the name that was picked', async () => {
  const file = archive({ 'a/wanted': content, 'a/other': content });
  const fractions: number[] = [];
  await unzip(file, folder, (name) => (name === 'a/wanted' ? 'b/here' : null), {
    expected: ['b/here'],
    onProgress: (fraction) => fractions.push(fraction),
  });
  expect(new Uint8Array(readFileSync(join(folder, 'b/here')))).toEqual(content);
  expect(existsSync(join(folder, 'a'))).toBe(false);
  expect(fractions.at(-1)).toBe(1);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
});

test('one wrong bit is found', async () => {
  const file = archive({ whole: content }, (bytes) => bytes.with(5000, (bytes[5000] ?? 0) ^ 1));
  await expect(unzip(file, folder, all, { expected: [] })).rejects.toThrow('the archive is damaged: whole does not fit its checksum');
});

test('an archive that was cut short is named', async () => {
  const file = archive({ whole: content }, (bytes) => bytes.slice(0, 5000));
  await expect(unzip(file, folder, all, { expected: [] })).rejects.toThrow(/a\.zip cannot be opened/);
});

test('nothing is written when something expected is missing', async () => {
  const file = archive({ one: content });
  await expect(unzip(file, folder, all, { expected: ['one', 'two'] })).rejects.toThrow('lacks two');
  expect(existsSync(join(folder, 'one'))).toBe(false);
});

test('a name that leads out of the folder is refused', async () => {
  const file = archive({ '../outside': content });
  await expect(unzip(file, join(folder, 'inside'), all, { expected: [] })).rejects.toThrow('invalid relative path');
  expect(existsSync(join(folder, 'outside'))).toBe(false);
});
