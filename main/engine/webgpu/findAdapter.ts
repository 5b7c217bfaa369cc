import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, release } from 'node:os';
import { dirname, join } from 'node:path';
import { writeFileWhole } from '../../files/writeFileWhole.ts';
import { cacheAdvice, cacheFolder } from '../tensorflow/supply/cacheFolder.ts';
import type { AdapterDescription } from './requestAdapter.ts';

/** The graphics card, or why there is none, in words. */
export type Found = (AdapterDescription & { readonly reason: null }) | { readonly reason: string };

interface Remembered {
  readonly key: string;
  readonly at: number;
  readonly found: Found;
}

/** Seconds that a driver may take to answer. */
const patience = 10;
/** Milliseconds for which a failure is believed: unlike a success it may end without anything that the key sees. */
const failureKept = 60 * 60 * 1000;

const version = (): string => (createRequire(import.meta.url)('webgpu/package.json') as { version: string }).version;
let known: Remembered | null = null;

/**
 * Whether WebGPU finds a graphics card here, without loading anything into this process: what was remembered for this version, system and
 * set of drivers, else a short process that looks. `anew` looks in any case.
 */
export function findAdapter(anew = false): Found {
  const key = keyOf();
  const file = join(cacheFolder(), 'webgpu.json');
  known = [known, recall(file)].find((candidate) => candidate?.key === key && isFresh(candidate)) ?? null;
  if (known && !anew) return known.found;
  known = { key, at: Date.now(), found: look() };
  remember(file, known);
  return known.found;
}

const isFresh = ({ at, found }: Remembered): boolean => found.reason === null || Math.abs(Date.now() - at) < failureKept;

function look(): Found {
  const platform = process.platform === 'darwin' ? 'darwin-universal' : `${process.platform}-${process.arch}`;
  const library = join(dirname(createRequire(import.meta.url).resolve('webgpu')), 'dist', platform, 'dawn.node');
  if (!existsSync(library))
    return { reason: `WebGPU's library is not made for ${process.platform} on ${process.arch}: choose another engine` };
  const { stdout, signal, status, error } = spawnSync(process.execPath, [join(import.meta.dirname, 'probe.ts')], {
    encoding: 'utf8',
    timeout: patience * 1000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  });
  const found = parse(stdout ?? '');
  if (found) return found;
  if (error && 'code' in error && error.code === 'ETIMEDOUT')
    return { reason: `the graphics driver did not answer within ${patience} seconds: update it, or choose another engine` };
  return {
    reason: `the process that looked for a graphics card ended (${signal ?? `exit code ${status}`}): update the graphics driver, or choose another engine`,
  };
}

function parse(text: string): Found | null {
  try {
    return toFound(JSON.parse(text));
  } catch {
    return null;
  }
}

function toFound(value: unknown): Found | null {
  if (typeof value !== 'object' || value === null || !('reason' in value)) return null;
  if (typeof value.reason === 'string') return { reason: value.reason };
  if (value.reason !== null || !('device' in value) || !('software' in value)) return null;
  if (typeof value.device !== 'string' || typeof value.software !== 'boolean') return null;
  return { device: value.device, software: value.software, reason: null };
}

function recall(file: string): Remembered | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('key' in value) || !('at' in value) || !('found' in value)) return null;
    const found = toFound(value.found);
    return found && typeof value.key === 'string' && typeof value.at === 'number' ? { key: value.key, at: value.at, found } : null;
  } catch {
    return null;
  }
}

function remember(file: string, what: Remembered): void {
  try {
    writeFileWhole(file, JSON.stringify(what), { advice: cacheAdvice });
  } catch {
    // No place to remember it: the next process looks again.
  }
}

/** Changes when the library, the system or the installed drivers do. */
function keyOf(): string {
  const { VK_DRIVER_FILES = '', VK_ICD_FILENAMES = '', VK_ADD_DRIVER_FILES = '', LD_LIBRARY_PATH = '' } = process.env;
  const folders = [
    '/usr/share/vulkan/icd.d',
    '/usr/local/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    join(homedir(), '.local/share/vulkan/icd.d'),
  ];
  const drivers = process.platform === 'linux' ? [...folders, '/dev/dri'].flatMap(listing) : [];
  const parts = [
    version(),
    process.platform,
    process.arch,
    release(),
    VK_DRIVER_FILES,
    VK_ICD_FILENAMES,
    VK_ADD_DRIVER_FILES,
    LD_LIBRARY_PATH,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...parts, ...drivers]))
    .digest('hex');
}

function listing(folder: string): string[] {
  try {
    return readdirSync(folder)
      .toSorted()
      .map((name) => `${folder}/${name} ${folder === '/dev/dri' ? '' : statSync(join(folder, name)).mtimeMs}`);
  } catch {
    return [];
  }
}
