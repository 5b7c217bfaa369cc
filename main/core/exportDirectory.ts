import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where an export goes: the folder asked for, or a new one under the data folder, named after `title`. */
export function exportDirectory(folder: string, title: string, asked: string | undefined): string {
  // A path without a root is meant from the user's home: this process's own working folder is nothing a user knows.
  if (asked !== undefined && asked.trim() !== '') return resolve(homedir(), asked.trim().replace(/^~(?=$|[\\/])/, homedir()));
  const name = title
    .normalize('NFKD')
    .replaceAll(/[^\w -]+/g, '')
    .trim()
    .replaceAll(/[\s-]+/g, '-')
    .toLowerCase()
    .slice(0, 80);
  const taken = (candidate: string): boolean => existsSync(join(folder, 'exports', candidate));
  let free = name;
  for (let number = 2; taken(free); number++) free = `${name}-${number}`;
  return join(folder, 'exports', free);
}
