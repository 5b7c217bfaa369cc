import { join } from 'node:path';
import type { Release } from './release.ts';

/** Raised when the same release is built in another way, so that folders of the old way are not taken for it. */
export const recipe = 9;

/** The folder that holds a prepared release, below the cache folder. */
export function engineFolder({ version, variant }: Release, cache: string): string {
  const name = variant === 'gpu' ? 'tensorflow-gpu' : 'tensorflow';
  return join(cache, 'engine', `${name}-${version}-${process.platform}-${process.arch}-${recipe}`);
}
