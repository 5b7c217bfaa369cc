import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheAdvice } from '../../main/engine/tensorflow/supply/cacheFolder.ts';
import { makeFolder } from '../../main/files/makeFolder.ts';

const file = (cache: string): string => join(cache, 'electron-unavailable');

/** The version of Electron whose download failed last, or null. */
export function readFailure(cache: string): string | null {
  try {
    return readFileSync(file(cache), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Notes that this version cannot be had. A cache that cannot be written to is no reason to stop: the next start tries again. */
export function rememberFailure(cache: string, version: string): void {
  try {
    makeFolder(cache, { advice: cacheAdvice });
    writeFileSync(file(cache), `${version}\n`);
  } catch {
    // see above
  }
}

/** Lets the next start try again. */
export function forgetFailure(cache: string): void {
  rmSync(file(cache), { force: true });
}
