import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../main/engine/tensorflow/supply/cacheFolder.ts';
import { runCommand } from '../../main/engine/tensorflow/supply/runCommand.ts';

const tensorflow = process.platform === 'linux' && process.arch === 'x64' ? 'tensorflow-cpu==2.21.0' : 'tensorflow==2.21.0';
const packages = ['keras==3.15.1', tensorflow];

/** The Python of the environment in a folder. */
const pythonIn = (folder: string): string =>
  process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');

async function build(python: string, folder: string, packages: readonly string[], signal: AbortSignal): Promise<string | null> {
  const steps = [
    [python, '-m', 'venv', '--clear', folder],
    [pythonIn(folder), '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', ...packages],
  ];
  for (const [command = '', ...args] of steps) {
    const { code, stdout, stderr } = await runCommand(command, args, { signal });
    if (code !== 0) return (stderr || stdout).trim().split('\n').at(-1) ?? `${command} ended with ${code}`;
  }
  return null;
}

/**
 * Keras and TensorFlow for Python, which the long tests compare with, in a virtual environment kept in the cache folder. Sets
 * `NETLOOM_PYTHON` to its Python, or says why there is none: the tests that need it then say so too.
 */
export async function prepareReference(signal: AbortSignal): Promise<void> {
  process.env.NETLOOM_PYTHON ||= (await prepareEnvironment(packages, signal)) ?? '';
}

/** A Python with these packages, in a virtual environment that is made once; null, with the reason on stderr, where it cannot be had. */
export async function prepareEnvironment(packages: readonly string[], signal: AbortSignal): Promise<string | null> {
  const folder = join(cacheFolder(), 'reference', packages.join('-').replaceAll('==', '-'));
  if (!existsSync(join(folder, 'complete'))) {
    console.error(`Preparing ${packages.join(' and ')} for comparison, once ...`);
    mkdirSync(join(folder, '..'), { recursive: true });
    // An environment knows its own path, so it is made where it stays; the marker says that it is whole.
    const reason = await build('python3', folder, packages, signal);
    if (reason !== null) {
      rmSync(folder, { recursive: true, force: true });
      console.error(`Comparisons with ${packages.join(' and ')} will not run: ${reason}`);
      return null;
    }
    writeFileSync(join(folder, 'complete'), '');
  }
  return pythonIn(folder);
}
