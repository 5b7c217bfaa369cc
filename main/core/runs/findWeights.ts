import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { WeightFiles } from '../../train/takeWeights.ts';
import { importedPath, importedRun } from './importedPath.ts';
import type { Store } from '../../store/openStore.ts';

/** The checkpoints whose weights a plan starts from, path by sha-256. Throws a ContractError in words when one is gone. */
export function findWeights(store: Store, folder: string, plan: TrainPlan): WeightFiles {
  const files: Record<string, string> = {};
  for (const { name, initialFrom: from } of plan.layers) {
    if (!from || files[from.sha256] !== undefined) continue;
    const refuse = (why: string): ContractError =>
      new ContractError('conflict', `"${name}" starts from ${from.title}, ${why}: choose other weights for it, or its own initialization.`);
    if (from.run === importedRun) {
      const kept = importedPath(folder, from.sha256);
      if (!existsSync(kept)) throw refuse('whose file is missing in the data folder: import it once more');
      files[from.sha256] = kept;
      continue;
    }
    if (!store.runs.find(from.run)) throw refuse('a run that was deleted');
    const found = store.checkpoints.all(from.run).find(({ sha256 }) => sha256 === from.sha256);
    if (!found) throw refuse('which has trained on since: these weights are not kept any more');
    const path = join(folder, found.path);
    if (!existsSync(path)) throw refuse('whose file is missing in the data folder');
    files[from.sha256] = path;
  }
  return files;
}
