import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkHash } from './checkHash.ts';
import type { Wheel } from './release.ts';
import { findCommand, runCommand } from './runCommand.ts';
import { SupplyError } from './supplyError.ts';

export interface Attempts {
  /** Milliseconds to wait before the second, third ... attempt; one more attempt than pauses is made. */
  readonly pauses: readonly number[];
  readonly signal?: AbortSignal;
  readonly environment: NodeJS.ProcessEnv;
  readonly onProgress: (fraction: number | null, detail: string) => void;
}

/** How to call pip on this machine, or a SupplyError that says what to install. */
export async function findPip(environment: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<readonly string[]> {
  const pip = await findCommand([['python3', '-m', 'pip'], ['python', '-m', 'pip'], ['pip3'], ['pip']], { environment, signal });
  if (pip !== null) return pip;
  throw new SupplyError(
    'pip, which fetches TensorFlow, was not found: install it (Debian/Ubuntu: sudo apt install python3-pip), then run "npm run engine"',
  );
}

/** Bytes of all files below a folder that is being written to. */
async function bytesBelow(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (entry) => (entry.isFile() ? entry.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

const megabytes = (bytes: number): string => Math.round(bytes / 1e6).toString();

function pipArguments(wheel: Wheel, target: string): string[] {
  const { distribution, version, python, platform } = wheel;
  const quiet = ['--quiet', '--no-input', '--disable-pip-version-check', '--no-cache-dir', '--progress-bar', 'off', '--retries', '2'];
  // The tags are given, so that any Python may run pip: nothing of the wheel is imported.
  const tags = ['--python-version', python, '--implementation', 'cp', '--abi', `cp${python}`, '--platform', platform];
  return ['download', ...quiet, '--no-deps', '--only-binary', ':all:', ...tags, '--dest', target, `${distribution}==${version}`];
}

/** What pip said last, without its prefix. */
function reasonOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return (lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? 'it gave no reason').replace(/^ERROR: /, '');
}

/** One call of pip into an empty folder; returns the file it brought. The growing files tell how far it is. */
async function fetchOnce(pip: readonly string[], wheel: Wheel, work: string, options: Attempts): Promise<string> {
  await rm(work, { recursive: true, force: true });
  const [temporary, target] = [join(work, 'temporary'), join(work, 'wheel')];
  await mkdir(temporary, { recursive: true });
  await mkdir(target);
  // pip downloads below its temporary folder and moves the whole file at the end.
  const places = { TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const environment = { ...options.environment, ...places, PIP_REQUIRE_VIRTUALENV: '0', PYTHONUNBUFFERED: '1' };
  let finished = false;
  const show = async (): Promise<void> => {
    const done = await bytesBelow(work);
    if (finished) return;
    if (wheel.bytes === null) return options.onProgress(null, `${megabytes(done)} MB`);
    const known = Math.min(done, wheel.bytes);
    options.onProgress(known / wheel.bytes, `${megabytes(known)} of ${megabytes(wheel.bytes)} MB`);
  };
  await show();
  const timer = setInterval(() => void show(), 500);
  try {
    const [command = '', ...args] = [...pip, ...pipArguments(wheel, target)];
    const result = await runCommand(command, args, { environment, signal: options.signal });
    const brought = (await readdir(target)).find((name) => name.endsWith('.whl'));
    if (result.code !== 0 || brought === undefined) {
      throw new SupplyError(`pip could not fetch ${wheel.distribution} ${wheel.version}: ${reasonOf(result.stderr)}`);
    }
    return join(target, brought);
  } finally {
    finished = true;
    clearInterval(timer);
  }
}

/**
 * Fetches a wheel by pip into `folder` and returns its path. A file that an earlier attempt left there is used when its
 * hash is right; what is not right is deleted and fetched again, with growing pauses. Throws a SupplyError with the last reason.
 */
export async function downloadWheel(wheel: Wheel, pip: readonly string[], folder: string, options: Attempts): Promise<string> {
  const kept = join(folder, `${wheel.distribution}-${wheel.version}-${wheel.platform}.whl`);
  if (wheel.sha256 !== null && (await stat(kept).catch(() => null)) !== null) {
    if (await checkHash(kept, wheel.sha256, options.signal)) return kept;
    await rm(kept);
  }
  const work = join(folder, 'download');
  for (let attempt = 0; ; attempt += 1) {
    try {
      const file = await fetchOnce(pip, wheel, work, options);
      if (wheel.sha256 !== null && !(await checkHash(file, wheel.sha256, options.signal))) {
        throw new SupplyError(`the file fetched for ${wheel.distribution} ${wheel.version} is not the published one: its SHA-256 differs`);
      }
      await rename(file, kept);
      return kept;
    } catch (error) {
      const wait = options.pauses[attempt];
      if (!(error instanceof SupplyError) || wait === undefined) throw error;
      options.onProgress(null, `${error.message}; trying again in ${Math.round(wait / 1000)} s`);
      await pause(wait, undefined, { signal: options.signal });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }
}
