import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../store/openStore.ts';

/**
 * Takes away what a training process that died left in a run's folder: half-written files, and weights that the store never heard of. To be called
 * while nothing trains there. `folder` is the data folder.
 */
export function clearLeftovers(store: Store, folder: string, run: string): void {
  const directory = join(folder, 'runs', run);
  if (!existsSync(directory)) return;
  const kept = new Set(store.checkpoints.all(run).map(({ path }) => join(folder, path)));
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (name.endsWith('.tmp') || (name.endsWith('.safetensors') && !kept.has(path))) rmSync(path, { force: true });
  }
}
