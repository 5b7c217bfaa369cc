import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { WeightSource } from '../../../shared/plan/weightSource.ts';
import { openEngine } from '../../engine/openEngine.ts';
import { readWeights } from '../../engine/readBack/weightReaders.ts';
import { makeDataFolder } from '../../store/makeDataFolder.ts';
import { encodeSafetensors } from '../../train/safetensors.ts';
import { writeFileAtomic } from '../../train/writeFileAtomic.ts';
import { importedPath, importedRun } from './importedPath.ts';

/**
 * Takes over the weights of a model that was made elsewhere, in a file of one of `weightFormats`: they are kept in the data folder, so that the model itself may
 * go. Rejects in words.
 */
export async function importWeights(folder: string, given: string): Promise<WeightSource> {
  const path = resolve(given);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'model.json') : path;
  const refuse = (why: string): Error => new Error(`${file}: ${why}`);
  if (!existsSync(file)) throw refuse('there is no such file');
  // Numbers are decoded on the engine that is always there.
  await openEngine('cpu');
  const { layers, state, unread } = await readWeights(file).catch((error: unknown) => {
    throw refuse(error instanceof Error ? error.message : String(error));
  });
  const bytes = encodeSafetensors(state, { format: 'netloom-weights' });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const kept = importedPath(folder, sha256);
  makeDataFolder(dirname(kept));
  if (!existsSync(kept) || createHash('sha256').update(readFileSync(kept)).digest('hex') !== sha256) await writeFileAtomic(kept, bytes);
  const name = basename(file) === 'model.json' ? basename(dirname(file)) : basename(file);
  return { run: importedRun, title: `the model "${name}"`, sha256, layers: [...layers], ...(unread.length > 0 && { unread: [...unread] }) };
}
