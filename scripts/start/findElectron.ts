import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../../main/engine/tensorflow/supply/cacheFolder.ts';
import { downloadElectron } from './downloadElectron.ts';
import { forgetFailure, readFailure, rememberFailure } from './electronFailure.ts';

/** Electron's program and the folder it lies in, or why there is none, as a clause. */
export type Electron = { readonly binary: string; readonly folder: string } | { readonly binary: null; readonly obstacle: string };

/** The program that electron's own loader would start, when its download is complete. */
function installed(folder: string, version: string): Electron | null {
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist');
    const found = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
    if (found !== version) return null;
    return { binary: join(dist, readFileSync(join(folder, 'path.txt'), 'utf8').trim()), folder: dist };
  } catch {
    return null;
  }
}

/**
 * Electron's program, downloaded when it is not there yet. A download that failed is remembered in the cache folder for this version, so
 * that later starts lose no time on it; `retry` forgets that.
 */
export async function findElectron(
  root: string,
  { retry, signal, patience = 20_000 }: { retry: boolean; signal: AbortSignal; patience?: number },
): Promise<Electron> {
  const packageFile = createRequire(join(root, 'package.json')).resolve('electron/package.json');
  const folder = dirname(packageFile);
  const { version }: { version: string } = JSON.parse(readFileSync(packageFile, 'utf8'));
  const before = installed(folder, version);
  if (before !== null) return before;

  const cache = cacheFolder();
  if (retry) forgetFailure(cache);
  if (readFailure(cache) === version)
    return { binary: null, obstacle: `Electron ${version} could not be downloaded earlier ("npm start -- --retry-electron" tries again)` };
  const temporary = mkdtempSync(join(tmpdir(), 'netloom-electron-'));
  try {
    const reason = await downloadElectron(folder, temporary, patience, signal);
    const after = installed(folder, version);
    if (after !== null) return after;
    if (!signal.aborted) rememberFailure(cache, version);
    return { binary: null, obstacle: `Electron ${version} could not be downloaded (${reason ?? 'its installer left nothing behind'})` };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
