import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a finished engine folder holds. Written last, so a folder with a manifest was complete once. */
export interface Manifest {
  readonly version: string;
  readonly files: Readonly<Record<string, number>>;
}

const fileName = 'manifest.json';
export const bindingName = 'tfjs_binding.node';
export const standardErrorName = 'standard_error.node';
export const graphSessionName = 'graph_session.node';

const sizeOf = (file: string): number | null => statSync(file, { throwIfNoEntry: false })?.size ?? null;

/** Notes the sizes of `files` in a folder. */
export function writeManifest(folder: string, version: string, files: readonly string[]): void {
  const sizes = Object.fromEntries(files.map((name) => [name, sizeOf(join(folder, name)) ?? -1]));
  writeFileSync(join(folder, fileName), `${JSON.stringify({ version, files: sizes } satisfies Manifest, null, 2)}\n`, { flush: true });
}

function parseManifest(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('version' in value) || !('files' in value)) return null;
    const { version, files } = value;
    if (typeof version !== 'string' || typeof files !== 'object' || files === null) return null;
    const sizes = Object.entries(files).filter((pair): pair is [string, number] => typeof pair[1] === 'number');
    return { version, files: Object.fromEntries(sizes) };
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
