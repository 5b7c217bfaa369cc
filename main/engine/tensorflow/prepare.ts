import { mkdirSync, openSync, closeSync, fsyncSync, readdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FolderError } from '../../files/makeFolder.ts';
import { type Located, locateTensorflow, repairOf } from './locate.ts';
import { cacheFolder } from './supply/cacheFolder.ts';
import { type Addon, compileAddon, engineAddons, findCompiler } from './supply/compile.ts';
import { downloadWheel, findPip } from './supply/download.ts';
import { engineFolder } from './supply/engineFolder.ts';
import { findNvidia, type Nvidia } from './supply/findNvidia.ts';
import { findGpuRelease } from './supply/gpuRelease.ts';
import { gpuState } from './supply/gpuState.ts';
import { withLock } from './supply/lock.ts';
import { bindingName, findDamage, hashFiles, writeManifest } from './supply/manifest.ts';
import { findRelease, type Release, type Wheel } from './supply/release.ts';
import { SupplyError } from './supply/supplyError.ts';
import { addonsBeside, tryBinding } from './supply/tryBinding.ts';
import { unzip } from './supply/unzip.ts';

export interface PrepareProgress {
  readonly step: 'waiting' | 'downloading' | 'unpacking' | 'compiling' | 'testing';
  /** Share of the step that is done, 0 to 1, or null where it cannot be known. */
  readonly fraction: number | null;
  readonly detail: string;
}

export type Prepared =
  | { readonly available: true; readonly binding: string; readonly source: 'installed' | 'supplied' | 'cache' }
  | { readonly available: false; readonly reason: string };

export interface PrepareOptions {
  readonly onProgress?: (progress: PrepareProgress) => void;
  readonly signal?: AbortSignal;
  /** Compares what was prepared before with what was built, and lets it be loaded, in a process of its own: that its files are there does not mean that they can be. */
  readonly prove?: boolean;
  readonly cache?: string;
  readonly release?: Release | null;
  readonly addons?: readonly Addon[];
  /** Environment of pip and the compiler. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds before the second, third ... attempt to download. */
  readonly pauses?: readonly number[];
}

/** Headers that tfjs-node's binding includes, directly or through others. */
const headers = /^tensorflow\/include\/((?:tensorflow|tsl|xla)\/.+)$/;
/** Libraries of a pack, less those that stand in for others ("alt"). */
const packed = /^nvidia\/\w+\/lib\/(?!.*\.alt\.)[\w.-]+\.so[.\d]*$/;

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return; // Windows has no such call
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}

/** Puts a finished folder in its place in one step; what stood there was damaged. */
function moveIntoPlace(draft: string, folder: string): void {
  const aside = `${folder}.old.${crypto.randomUUID()}`;
  try {
    renameSync(folder, aside);
  } catch {
    // nothing there: the usual case
  }
  renameSync(draft, folder);
  flushFolder(dirname(folder));
  rmSync(aside, { recursive: true, force: true });
}

/** What an interrupted preparation or exchange left beside the folder. Only called while holding the lock. */
function removeLeftovers(folder: string): void {
  const name = basename(folder);
  for (const entry of readdirSync(dirname(folder))) {
    if (entry.startsWith(`${name}.draft.`) || entry.startsWith(`${name}.old.`))
      rmSync(join(dirname(folder), entry), { recursive: true, force: true });
  }
}

/** Folders of the same release that an earlier Netloom built in another way: 800 MB each that nothing would ever use again. */
function removeOlderRecipes(folder: string): void {
  const [, release, recipe] = /^(.*-)(\d+)$/.exec(basename(folder)) ?? [];
  if (release === undefined) return;
  for (const entry of readdirSync(dirname(folder))) {
    const older = entry.startsWith(release) ? Number(entry.slice(release.length)) : Number.NaN;
    if (older < Number(recipe)) rmSync(join(dirname(folder), entry), { recursive: true, force: true });
  }
}

function checkSpace(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= needed) return;
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  throw new SupplyError(
    `${folder} has ${gigabytes(free)} GB free and preparing TensorFlow needs ${gigabytes(needed)} GB: free some, or set NETLOOM_CACHE`,
  );
}

/** Fetches the wheels of a release one after the other; gives their files in the same order. */
async function fetchWheels(
  release: Release,
  folder: string,
  pip: readonly string[],
  options: PrepareOptions,
  report: (fraction: number | null, detail: string) => void,
): Promise<readonly string[]> {
  const { signal, environment = process.env, pauses = [2000, 6000, 18_000] } = options;
  const wheels: readonly Wheel[] = [release, ...release.packs];
  const total = wheels.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const files: string[] = [];
  let before = 0;
  for (const [at, wheel] of wheels.entries()) {
    const share = wheel.bytes ?? 0;
    const own = wheels.length > 1 ? `${wheel.distribution} (${at + 1} of ${wheels.length}): ` : '';
    const onProgress = (fraction: number | null, detail: string): void =>
      report(fraction === null ? null : (before + fraction * share) / total, `${own}${detail}`);
    files.push(await downloadWheel(wheel, pip, folder, { pauses, signal, environment, onProgress }));
    before += share;
  }
  return files;
}

async function build(release: Release, folder: string, options: PrepareOptions): Promise<void> {
  const { signal, environment = process.env, addons = engineAddons(), onProgress } = options;
  const report =
    (step: PrepareProgress['step']) =>
    (fraction: number | null, detail = '') =>
      onProgress?.({ step, fraction, detail });
  // Both are looked for first: nobody waits for a download that cannot be used.
  const compiler = await findCompiler(environment, signal);
  const pip = await findPip(environment, signal);
  removeLeftovers(folder);
  checkSpace(dirname(folder), release.space);
  const downloads = `${folder}.download`;
  const draft = `${folder}.draft.${crypto.randomUUID()}`;
  const home = join(draft, release.home);
  mkdirSync(join(home, 'include'), { recursive: true });
  try {
    const [main = '', ...packs] = await fetchWheels(release, downloads, pip, options, report('downloading'));
    const pick = (name: string): string | null => {
      const header = headers.exec(name)?.[1];
      if (header) return join('include', header);
      return release.libraries.find((library) => name === `tensorflow/${library}`) ?? null;
    };
    await unzip(main, home, pick, { expected: release.libraries, signal, onProgress: report('unpacking') });
    const others: string[] = [];
    for (const pack of packs) {
      const own = (name: string): string | null => (packed.test(name) ? name : null);
      others.push(...(await unzip(pack, draft, own, { expected: [], lasting: () => true, signal, onProgress: report('unpacking') })));
    }
    report('compiling')(null);
    for (const addon of addons) await compileAddon(compiler, addon, home, release.libraries, { environment, signal });
    report('testing')(null);
    const binding = join(home, bindingName);
    const version = await tryBinding(binding, { signal, addons: addonsBeside(binding) });
    if (version !== release.version) throw new SupplyError(`the binding reports TensorFlow ${version} instead of ${release.version}`);
    rmSync(join(home, 'include'), { recursive: true });
    const own = [...addons.map(({ name }) => name), ...release.libraries].map((name) => join(release.home, name));
    const files = [...own, ...others];
    writeManifest(draft, version, files, await hashFiles(draft, files, signal));
    flushFolder(draft);
    moveIntoPlace(draft, folder);
    removeOlderRecipes(folder);
    rmSync(downloads, { recursive: true, force: true });
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Any failure in words, without a stack. */
function explain(error: unknown, cache: string): string {
  if (error instanceof SupplyError || error instanceof FolderError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC') return `there is no space left for TensorFlow in ${cache}: free some, or set NETLOOM_CACHE to another folder`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR')
    return `${cache} cannot be written to (${code}): set NETLOOM_CACHE to another folder`;
  return `TensorFlow could not be prepared: ${error instanceof Error ? error.message : String(error)}`;
}

const asPrepared = (located: Located): Prepared =>
  located.ready ? { available: true, binding: located.binding, source: located.source } : { available: false, reason: located.reason };

/**
 * Makes TensorFlow's binding ready, once for this user and machine: fetches the wheel by pip, unpacks its libraries, compiles tfjs-node's
 * binding against them, loads it in a trial process, and renames the whole folder into the cache. Returns at once when that was done
 * before; waits when another process is at it; builds again what is damaged or, with `prove`, has other bytes or does not load. Never throws: what stands in the way is told in `reason`.
 */
export async function prepareTensorflow(options: PrepareOptions = {}): Promise<Prepared> {
  const { cache = cacheFolder(), release = findRelease() } = options;
  const located = locateTensorflow({ cache, release });
  const problem = await problemOf(located, options);
  if (problem === null) return asPrepared(located);
  const ours = !located.ready || (located.source === 'cache' && located.card === undefined);
  if (release === null || !ours || process.env.NETLOOM_ENGINE)
    return { available: false, reason: located.ready ? `${problem}: ${repairOf(located)}` : problem };
  return supply(release, cache, options, () => locateTensorflow({ cache, release }));
}

/**
 * Makes the build of TensorFlow for NVIDIA's cards ready, which a user has to ask for: it takes gigabytes. Otherwise as `prepareTensorflow`; where there is
 * no card or its driver is too old, that is the reason.
 */
export async function prepareGpu({
  nvidia = findNvidia(),
  ...options
}: PrepareOptions & { readonly nvidia?: Nvidia | null } = {}): Promise<Prepared> {
  const { cache = cacheFolder(), release = findGpuRelease() } = options;
  const locate = (): Located => {
    const state = gpuState({ cache, release, nvidia });
    if (state.state === 'none') return { ready: false, reason: state.reason };
    if (state.state !== 'ready' || release === null) return { ready: false, reason: 'advice' in state ? state.advice : '' };
    return { ready: true, binding: join(state.folder, release.home, bindingName), source: 'cache', card: state.card };
  };
  const { state } = gpuState({ cache, release, nvidia });
  if (release === null || state === 'none' || state === 'oldDriver') return asPrepared(locate());
  if ((await problemOf(locate(), options)) === null) return asPrepared(locate());
  return supply(release, cache, options, locate);
}

/** Why what was located cannot be used, or null; with `prove`, its files are read and it is loaded. */
async function problemOf(located: Located, { prove = false, signal }: PrepareOptions): Promise<string | null> {
  if (!located.ready) return located.reason;
  if (!prove) return null;
  try {
    const damage = await findDamage(located.binding, signal);
    if (damage !== null) return `TensorFlow in ${dirname(located.binding)} is damaged (${damage})`;
    await tryBinding(located.binding, { signal, addons: addonsBeside(located.binding) });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Builds a release unless it is there, one process at a time. */
async function supply(release: Release, cache: string, options: PrepareOptions, locate: () => Located): Promise<Prepared> {
  const { signal, onProgress } = options;
  try {
    const folder = engineFolder(release, cache);
    const onWait = (pid: number): void => onProgress?.({ step: 'waiting', fraction: null, detail: `process ${pid} is preparing it` });
    return await withLock(
      `${folder}.lock`,
      async () => {
        if ((await problemOf(locate(), options)) !== null) await build(release, folder, options);
        return asPrepared(locate());
      },
      { signal, onWait },
    );
  } catch (error) {
    return { available: false, reason: signal?.aborted ? 'the preparation was stopped' : explain(error, cache) };
  }
}
