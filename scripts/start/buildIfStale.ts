import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.ts';
import type { Part } from './part.ts';

/** What a part is built from, and a file that a finished build holds. */
const parts: Readonly<Record<Part, { readonly inputs: readonly string[]; readonly result: string }>> = {
  renderer: { inputs: ['shared', 'renderer', 'app', 'vite.config.ts', 'package-lock.json'], result: 'index.html' },
  electron: { inputs: ['shared', 'app', 'main/local', 'scripts/start/build.ts', 'package-lock.json'], result: 'electron.js' },
};

function readStamp(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Builds those parts whose sources are not the ones of the last build into dist/PART, and tells which. A build is made beside its place,
 * renamed into it and noted in a stamp, so that an interrupted one counts as none. Throws an Error in words when a build fails.
 */
export async function buildIfStale(root: string, wanted: readonly Part[], { force = false } = {}): Promise<Part[]> {
  const built: Part[] = [];
  for (const part of wanted) {
    const { inputs, result } = parts[part];
    const folder = join(root, 'dist', part);
    const stamp = `${folder}.stamp`;
    const now = fingerprint(root, inputs);
    if (!force && readStamp(stamp) === now && existsSync(join(folder, result))) continue;
    // The bundler is loaded only when it is needed: that is what makes a second start quick.
    const { build } = await import('./build.ts');
    const draft = `${folder}.${process.pid}.draft`;
    try {
      await build(root, part, draft);
      rmSync(stamp, { force: true });
      rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
      writeFileSync(stamp, now);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    built.push(part);
  }
  return built;
}
