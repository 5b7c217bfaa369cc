import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { folderTable, packageTable, sharedPackages } from './layers.ts';
import { readImports } from './readImports.ts';

const roots = ['shared', 'main', 'renderer', 'app', 'e2e'];
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || /\/(fixtures|testing)\//.test(file) || file.startsWith('e2e/');

/** `file` lies in `place`: the same path, below it, or matching its one star. */
function liesIn(file: string, place: string): boolean {
  const star = place.indexOf('*');
  if (star < 0) return file === place || file.startsWith(`${place}/`);
  return file.startsWith(place.slice(0, star)) && file.endsWith(place.slice(star + 1));
}

/** The row of the table that a file belongs to: the longest folder it lies in. */
function rowOf(file: string): string | null {
  const rows = Object.keys(folderTable).filter((folder) => liesIn(file, folder));
  return rows.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function refuseFile(file: string, target: string): string | null {
  if (target.endsWith('.css')) return null;
  const from = rowOf(file);
  const to = rowOf(target);
  if (from === null) return null; // e2e/ and the like have no row: only their packages are looked at
  if (target.startsWith('renderer/') && file.startsWith('main/')) return 'main/ never imports renderer/';
  // A test may stand on ready projects and the like of its own part, and on the model; it brings nothing into the product.
  const part = file.split('/')[0] ?? '';
  if (isTest(file) && (liesIn(target, part) || liesIn(target, 'shared'))) return null;
  const allowed = folderTable[from] ?? [];
  if (from === to || allowed.some((folder) => liesIn(target, folder))) return null;
  return `${from} may import ${allowed.join(', ') || 'nothing'}, not ${to ?? target}`;
}

function refusePackage(file: string, target: string): string | null {
  if (isTest(file)) return null;
  const name = isBuiltin(target) ? `node:${target.replace(/^node:/, '')}` : target;
  for (const { packages, homes, why } of packageTable) {
    const restricted = packages.some((item) => liesIn(name, item));
    if (restricted && !homes.some((home) => liesIn(file, home))) return `${target} belongs to ${homes.join(', ')}: ${why}`;
  }
  if (file.startsWith('shared/') && !sharedPackages.some((item) => liesIn(name, item)))
    return `shared/ uses no package but ${sharedPackages.join(', ')}`;
  return null;
}

function sources(root: string): string[] {
  const files = roots.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(root, folder, name));
    } catch {
      return []; // a part that is not there yet
    }
  });
  return files.filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts')).toSorted();
}

/**
 * Holds every .ts and .tsx file below `root` to the folder rule.
 * Returns how many files were read and one line per violation ("file:line imports x: why not"). Reading no file at all is a violation.
 */
export function checkLayers(root: string): { files: number; violations: string[] } {
  const violations: string[] = [];
  const files = sources(root);
  for (const path of files) {
    const file = relative(root, path).split(sep).join('/');
    const part = file.split('/')[0] ?? '';
    if (['shared', 'main', 'renderer'].includes(part) && rowOf(file) === null) {
      violations.push(`${file}: its folder has no row in scripts/lint/layers.ts`);
    }
    for (const { target, line } of readImports(path, readFileSync(path, 'utf8'))) {
      const bare = target.split('?')[0] ?? target;
      const reason = bare.startsWith('.')
        ? refuseFile(file, posix.normalize(posix.join(posix.dirname(file), bare)))
        : refusePackage(file, bare);
      if (reason !== null) violations.push(`${file}:${line} imports ${target}: ${reason}`);
    }
  }
  if (files.length === 0) violations.push(`no source file was found below ${root}`);
  return { files: files.length, violations };
}
