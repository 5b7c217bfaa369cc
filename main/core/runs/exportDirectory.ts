import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunRow } from '../../../shared/ipc/rows.ts';

/** Where an export goes: the folder asked for, or a new one under the data folder, named after the project and the run. */
export function exportDirectory(folder: string, run: RunRow, format: string, asked: string | undefined): string {
  // A path without a root is meant from the user's home: this process's own working folder is nothing a user knows.
  if (asked !== undefined && asked.trim() !== '') return resolve(homedir(), asked.trim().replace(/^~(?=$|[\\/])/, homedir()));
  const name = `${
    run.projectName
      .normalize('NFKD')
      .replaceAll(/[^\w -]+/g, '')
      .trim()
      .replaceAll(/\s+/g, '-')
      .toLowerCase()
      .slice(0, 60) || 'model'
  }-run-${run.number}-${format}`;
  const taken = (candidate: string): boolean => existsSync(join(folder, 'exports', candidate));
  let free = name;
  for (let number = 2; taken(free); number++) free = `${name}-${number}`;
  return join(folder, 'exports', free);
}
