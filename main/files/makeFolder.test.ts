import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { FolderError, makeFolder } from './makeFolder.ts';

const advice = 'choose another one';

test('a folder is made with what is missing of its path, for the user alone when asked; one that is there stays', () => {
  const folder = temporaryFolder();
  const deep = join(folder, 'a', 'b', 'c');
  makeFolder(deep, { advice, mode: 0o700 });
  expect(statSync(deep).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700);
  makeFolder(deep, { advice });
  expect(existsSync(deep)).toBe(true);
});

test('where a file or a dead link stands in the way, the sentence names it', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(file, { advice })).toThrow(new FolderError(`${file} is a file and not a folder: choose another one.`));
  expect(() => makeFolder(join(file, 'x', 'y'), { advice })).toThrow(
    new FolderError(`The folder ${join(file, 'x', 'y')} cannot be created: ${file} is a file; choose another one.`),
  );
  const link = join(folder, 'link');
  symlinkSync(join(folder, 'nothing'), link);
  expect(() => makeFolder(join(link, 'x'), { advice })).toThrow(/link is a link that leads nowhere; choose another one\.$/);
});

test.skipIf(process.platform !== 'linux')('a place where the system makes no folders is told at once', () => {
  expect(() => makeFolder('/proc/nope/deep', { advice })).toThrow(
    new FolderError('The folder /proc/nope/deep cannot be created: the system allows nothing new there; choose another one.'),
  );
});
