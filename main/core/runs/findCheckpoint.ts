import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { bestCheckpoint } from '../../../shared/catalogue/callbacks/bestCheckpoint.ts';
import type { Checkpoint } from '../../store/checkpoints.ts';
import type { Store } from '../../store/openStore.ts';

/**
 * The newest checkpoint of a run whose file is there and whole, or the best one that was kept besides; null when there is none. Its `path` is
 * absolute.
 */
export async function findCheckpoint(
  store: Store,
  folder: string,
  run: string,
  weights: 'newest' | 'best' = 'newest',
): Promise<Checkpoint | null> {
  const wanted = weights === 'newest' ? null : bestCheckpoint.kind;
  for (const checkpoint of store.checkpoints.all(run).filter(({ best }) => best === wanted)) {
    const path = join(folder, checkpoint.path);
    if ((await hashFile(path)) === checkpoint.sha256) return { ...checkpoint, path };
  }
  return null;
}

async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
