import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json; charset=utf-8',
};

export interface ServedFile {
  readonly content: Buffer;
  readonly type: string;
  /** Its name changes with its content, so a browser may keep it. */
  readonly lasting: boolean;
}

/**
 * The built window's files by their path in the address. A path is only ever compared with the list of files that lie in the folder,
 * never joined to it, so none leads out of it.
 */
export function servedFiles(folder: string): { find(path: string): ServedFile | null } {
  let known = list(folder);
  return {
    find(path) {
      const wanted = path === '/' ? '/index.html' : path;
      // Built anew while it is served: look again.
      if (!known.has(wanted)) known = list(folder);
      const file = known.get(wanted);
      if (file === undefined) return null;
      try {
        return {
          content: readFileSync(file),
          type: types[extname(file)] ?? 'application/octet-stream',
          lasting: wanted.startsWith('/assets/'),
        };
      } catch {
        return null;
      }
    },
  };
}

function list(folder: string, path = '', found = new Map<string, string>()): Map<string, string> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return found;
  }
  for (const entry of entries) {
    const name = `${path}/${entry.name}`;
    if (entry.isDirectory()) list(join(folder, entry.name), name, found);
    else if (entry.isFile()) found.set(name, join(folder, entry.name));
  }
  return found;
}
