import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkHash, hashFile } from './checkHash.ts';

/** What a finished engine folder holds. Written last, so a folder with a manifest was complete once. */
export interface Manifest {
  readonly version: string;
  readonly files: Readonly<Record<string, number>>;
  /** SHA-256 of each in hex; folders of old have none. */
  readonly hashes?: Readonly<Record<string, string>>;
}

const fileName = 'manifest.json';
export const bindingName = 'tfjs_binding.node';
export const standardErrorName = 'standard_error.node';
export const graphSessionName = 'graph_session.node';

const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;

/** Notes the sizes of `files` in a folder, and their hashes where they are given. */
export function writeManifest(folder: string, version: string, files: readonly string[], hashes?: Manifest['hashes']): void {
  const sizes = Object.fromEntries(files.map((name) => [name, sizeOf(join(folder, name)) ?? -1]));
  const manifest: Manifest = { version, files: sizes, ...(hashes ? { hashes } : {}) };
  writeFileSync(join(folder, fileName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
}

/** SHA-256 of `files` in a folder, by their names. */
export async function hashFiles(folder: string, files: readonly string[], signal?: AbortSignal): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of files) hashes[name] = await hashFile(join(folder, name), signal);
  return hashes;
}

function parseManifest(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('version' in value) || !('files' in value)) return null;
    const { version, files } = value;
    if (typeof version !== 'string' || typeof files !== 'object' || files === null) return null;
    const sizes = Object.entries(files).filter((pair): pair is [string, number] => typeof pair[1] === 'number');
    const known = 'hashes' in value && typeof value.hashes === 'object' ? (value.hashes ?? {}) : {};
    const hashes = Object.entries(known).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return { version, files: Object.fromEntries(sizes), hashes: Object.fromEntries(hashes) };
  } catch {
    return null;
  }
}

export type FolderState =
  | { readonly state: 'missing' }
  | { readonly state: 'damaged'; readonly reason: string }
  | { readonly state: 'whole'; readonly version: string };

/** Whether an engine folder is whole, by the sizes its manifest names: a check of a few microseconds, no hash. */
export function checkFolder(folder: string): FolderState {
  if (sizeOf(folder) === null) return { state: 'missing' };
  let text: string;
  try {
    text = readFileSync(join(folder, fileName), 'utf8');
  } catch {
    return { state: 'damaged', reason: `${fileName} is missing` };
  }
  const manifest = parseManifest(text);
  if (manifest === null || !Object.keys(manifest.files).some((name) => basename(name) === bindingName))
    return { state: 'damaged', reason: `${fileName} cannot be read` };
  for (const [name, size] of Object.entries(manifest.files)) {
    const found = sizeOf(join(folder, name));
    if (found !== size)
      return { state: 'damaged', reason: found === null ? `${name} is missing` : `${name} has ${found} bytes, not ${size}` };
  }
  return { state: 'whole', version: manifest.version };
}

/**
 * The first file beside a binding whose bytes are others than those that were built, as a part of a sentence; null when none is, or nothing is known of
 * them. Reads all of them: seconds.
 */
export async function findDamage(binding: string, signal?: AbortSignal): Promise<string | null> {
  // The libraries of a build for graphics cards lie in a folder of their own.
  for (const folder of [dirname(binding), dirname(dirname(binding))]) {
    const file = join(folder, fileName);
    const manifest = sizeOf(file) === null ? null : parseManifest(readFileSync(file, 'utf8'));
    for (const [name, expected] of Object.entries(manifest?.hashes ?? {}))
      if (!(await checkHash(join(folder, name), expected, signal))) return `${name} is not what was built`;
  }
  return null;
}
