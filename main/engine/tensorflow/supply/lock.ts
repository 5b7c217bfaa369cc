import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheAdvice } from './cacheFolder.ts';
import { makeFolder } from '../../../files/makeFolder.ts';
import { isAlive, startOf } from './processStart.ts';

interface Owner {
  readonly pid: number;
  /** When that process started, so that a later process with the same number is not taken for it. */
  readonly start: string | null;
}

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

function parseOwner(text: string): Owner | null {
  const [, pid, start] = /^(\d+) (.+)\n$/.exec(text) ?? [];
  return pid && start ? { pid: Number(pid), start: start === 'unknown' ? null : start } : null;
}

/** Writes the lock whole or not at all: a file that others can see is never half written. */
function tryLock(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}.${crypto.randomUUID()}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes away the lock of a process that is no more. Renaming decides between several that try at once; who finds that it took a fresh
 * lock instead puts it back.
 */
function breakStale(path: string, stale: string): void {
  const aside = `${path}.stale.${crypto.randomUUID()}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch {
    // someone else was faster: the next round looks again
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Runs `work` while this process holds the lock file at `path`, waiting for a living process that holds it (`onWait` is told its pid
 * once) and taking over from a dead one. Throws the signal's reason when stopped while waiting.
 *
 * Two holders would do the same work twice, no more: what is built here appears by renaming.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { signal, onWait, everyMs = 300 }: { signal?: AbortSignal; onWait?: (pid: number) => void; everyMs?: number } = {},
): Promise<T> {
  makeFolder(dirname(path), { advice: cacheAdvice });
  const mine = `${process.pid} ${startOf(process.pid) ?? 'unknown'}\n`;
  let told = false;
  while (!tryLock(path, mine)) {
    const text = read(path);
    if (text === null) continue; // given back between the two looks
    const owner = parseOwner(text);
    if (owner === null || !isAlive(owner.pid, owner.start)) {
      breakStale(path, text);
      continue;
    }
    if (!told) onWait?.(owner.pid);
    told = true;
    await pause(everyMs, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}
