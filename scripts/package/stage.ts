import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { shippedPackages } from './shippedPackages.ts';

export interface StageParts {
  /** The Node program that runs core, worker and command line. */
  readonly node: string;
  /** Folder of the built engine, or null: then the package trains on the engines that need no building. */
  readonly engine: string | null;
}

/** What a package does not need of the sources and of other packages. */
const isLeftOut = (path: string): boolean =>
  /\.(test\.tsx?|map)$/.test(path) ||
  /(^|[/\\])(fixtures|\.bin)([/\\]|$)/.test(path) ||
  // The same library for browsers, twice.
  /h5wasm[/\\](dist[/\\](iife|esm)|test)([/\\]|$)/.test(path);

/**
 * Fills out/stage: `netloom/` is a checkout's part that runs outside the window, laid out as in a checkout, so that it runs there as it
 * runs here; `node/` and `engine/` lie beside it.
 */
export function stage(root: string, { node, engine }: StageParts): string {
  const folder = join(root, 'out', 'stage');
  rmSync(folder, { recursive: true, force: true });
  const copy = (path: string): void => {
    const filter = (file: string): boolean => !isLeftOut(relative(root, file));
    cpSync(join(root, path), join(folder, 'netloom', path), { recursive: true, filter });
  };
  for (const path of [
    'package.json',
    'shared',
    'main',
    'dist/renderer',
    'app/core.ts',
    'app/coreProcess.ts',
    'app/serve.ts',
    'app/cli.ts',
    'app/worker.ts',
  ])
    copy(path);
  for (const path of shippedPackages(root)) copy(path);
  mkdirSync(join(folder, 'node'));
  cpSync(node, join(folder, 'node', basename(node)));
  if (engine !== null) cpSync(dirname(engine), join(folder, 'engine'), { recursive: true });
  return folder;
}
