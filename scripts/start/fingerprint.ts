import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A text that changes when a file below one of these paths is written, added or taken away; tests do not count. Missing paths are empty. */
export function fingerprint(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const entry = statSync(join(root, path), { throwIfNoEntry: false });
    if (entry?.isDirectory()) {
      for (const name of readdirSync(join(root, path)).toSorted()) add(`${path}/${name}`);
    } else if (entry && !/\.test\.tsx?$/.test(path)) {
      hash.update(`${path} ${entry.size} ${entry.mtimeMs}\n`);
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}
