import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { cacheFolder } from './supply/cacheFolder.ts';
import { engineFolder } from './supply/engineFolder.ts';
import { findNvidia, type Nvidia } from './supply/findNvidia.ts';
import { findGpuRelease } from './supply/gpuRelease.ts';
import { gpuState } from './supply/gpuState.ts';
import { bindingName, checkFolder } from './supply/manifest.ts';
import { findRelease, type Release } from './supply/release.ts';

/** Where TensorFlow's binding is, or why there is none, in words. */
export type Located =
  | {
      readonly ready: true;
      readonly binding: string;
      readonly source: 'installed' | 'supplied' | 'cache';
      /** The graphics card that this build computes on. */
      readonly card?: string;
    }
  | { readonly ready: false; readonly reason: string };

type Ready = Extract<Located, { ready: true }>;
/** What sets a build up again that is there and does not load; the end of a sentence. */
export const repairOf = ({ source, card }: Pick<Ready, 'source' | 'card'>): string => {
  if (card !== undefined) return 'run "netloom engines --gpu"';
  return repairs[source];
};
const repairs: Readonly<Record<Ready['source'], string>> = {
  cache: 'run "npm run engine"',
  supplied: 'install Netloom anew, or set NETLOOM_ENGINE to the folder of another build',
  installed: "install its npm package anew, or remove it, so that Netloom's own build is taken",
};

/** That our own addon is there and does not load, which leaves the stock binding. */
export const sessionWords = (problem: string, repair: string): string =>
  `Netloom's own way to run TensorFlow's graphs does not load (${problem}): the stock one is taken, which is slower and gives other last digits. To set it up again, ${repair}.`;

/** The binding of an npm package whose own download worked, with the library beside it. */
function findInstalled(from: string | URL): string | null {
  const require = createRequire(from);
  for (const name of ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node']) {
    try {
      const folder = dirname(require.resolve(`${name}/package.json`));
      const binding = join(folder, 'lib', 'napi-v8', bindingName);
      const library = { win32: 'tensorflow.dll', darwin: 'libtensorflow.2.dylib' }[String(process.platform)] ?? 'libtensorflow.so.2';
      // existsSync follows links: a link to a library that is not there does not count.
      if (existsSync(binding) && existsSync(join(folder, 'deps', 'lib', library))) return binding;
    } catch {
      // not installed
    }
  }
  return null;
}

export interface LocateOptions {
  readonly cache?: string;
  readonly release?: Release | null;
  readonly gpuRelease?: Release | null;
  readonly nvidia?: Nvidia | null;
  readonly from?: string | URL;
}

/**
 * Finds a ready TensorFlow without loading it: an installed tfjs-node (GPU first), the build for an NVIDIA card that is in this machine, the folder
 * `NETLOOM_ENGINE` that a packaged Netloom brings, or the one that `prepareTensorflow` built in the cache. Takes well under a millisecond. Packages are looked for from the file
 * `from`.
 */
export function locateTensorflow({
  cache = cacheFolder(),
  release = findRelease(),
  gpuRelease = findGpuRelease(),
  nvidia = findNvidia(),
  from = import.meta.url,
}: LocateOptions = {}): Located {
  const installed = findInstalled(from);
  if (installed !== null) return { ready: true, binding: installed, source: 'installed' };
  const gpu = gpuState({ cache, release: gpuRelease, nvidia });
  if (gpu.state === 'ready' && gpuRelease !== null)
    return { ready: true, binding: join(gpu.folder, gpuRelease.home, bindingName), source: 'cache', card: gpu.card };
  const supplied = process.env.NETLOOM_ENGINE;
  if (supplied) {
    const folder = checkFolder(supplied);
    if (folder.state === 'whole') return { ready: true, binding: join(supplied, bindingName), source: 'supplied' };
    return {
      ready: false,
      reason: `the engine in ${supplied}, which NETLOOM_ENGINE names, ${folder.state === 'missing' ? 'is missing' : `is damaged (${folder.reason})`}: ${repairs.supplied}`,
    };
  }
  if (release === null)
    return { ready: false, reason: `there is no TensorFlow build for ${process.platform} on ${process.arch} that can be used here` };
  const folder = engineFolder(release, cache);
  const found = checkFolder(folder);
  switch (found.state) {
    case 'whole':
      return { ready: true, binding: join(folder, bindingName), source: 'cache' };
    case 'damaged':
      return { ready: false, reason: `TensorFlow in ${folder} is damaged (${found.reason}): run "npm run engine" to build it again` };
    case 'missing':
      return { ready: false, reason: 'TensorFlow is not prepared yet: run "npm run engine"' };
  }
}
