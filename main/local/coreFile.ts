import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../files/makeFolder.ts';

/** Raised when the messages between processes change their meaning. */
export const contractVersion = 2;

const schema = z.object({ pid: z.number().int(), started: z.string(), socket: z.string(), secret: z.string(), contract: z.number().int() });
/** What the living core of a data folder writes there, for the user's other processes to find it. */
export type CoreFile = z.infer<typeof schema>;

const fileOf = (folder: string): string => join(folder, 'core.json');

/** Null when there is none, or none that can be read. */
export function readCoreFile(folder: string): CoreFile | null {
  try {
    return schema.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    return null;
  }
}

export function writeCoreFile(folder: string, content: CoreFile): void {
  const draft = `${fileOf(folder)}.part`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(content), { mode: 0o600 });
  renameSync(draft, fileOf(folder));
}

export const removeCoreFile = (folder: string): void => rmSync(fileOf(folder), { force: true });

export const newSecret = (): string => randomBytes(32).toString('hex');

/**
 * Where the core of a folder listens. A Unix socket's path may have some 100 bytes, so that of a long folder name lies in a private
 * folder of the system's temporary one.
 */
export function socketPath(folder: string, platform: NodeJS.Platform = process.platform): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24);
  if (platform === 'win32') return `\\\\.\\pipe\\netloom-${name}`;
  const near = join(folder, 'core.sock');
  if (Buffer.byteLength(near) < 100) return near;
  const far = join(tmpdir(), `netloom-${userInfo().uid}`);
  makeFolder(far, { mode: 0o700, advice: 'set NETLOOM_HOME to a folder with a shorter name' });
  chmodSync(far, 0o700);
  return join(far, `${name}.sock`);
}
