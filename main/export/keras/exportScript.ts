import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { findDataset } from '../../../shared/catalogue/index.ts';
import { kerasScript } from '../../../shared/codegen/kerasScript.ts';
import { scriptData } from '../../../shared/codegen/scriptExamples.ts';
import { scriptWeights, weightArray } from '../../../shared/codegen/scriptPreparation.ts';
import { hasColumn, planColumns } from '../../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { readColumn } from '../../engine/streaming/heldRows.ts';
import { withDataset } from '../../data/loadDataset.ts';
import { splitDataset } from '../../data/splitDataset.ts';
import { readTaken, type WeightFiles } from '../../train/takeWeights.ts';
import { listFiles, requireFree, writeFolder } from '../writeFolder.ts';
import { npy } from '../../data/numpy/npy.ts';

const advice = 'choose another folder';
export const scriptName = 'train.py';

export interface ExportedScript {
  readonly directory: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/**
 * Writes a plan as a Keras script with the examples it trains on, split as the studio splits them, and the weights of other runs that it starts with (`files`), into a
 * new or empty folder: all of it, or nothing. Throws an Error in words.
 */
export async function exportScript(plan: TrainPlan, target: string, files: WeightFiles = {}): Promise<ExportedScript> {
  const directory = resolve(target);
  await requireFree(directory, advice);
  const weights = await startingWeights(plan, files);
  const { data, steps } = await examples(plan);
  await writeFolder(directory, advice, async (folder) => {
    await writeFile(join(folder, scriptName), kerasScript(plan, steps), { flush: true });
    await writeFile(join(folder, scriptData), data, { flush: true });
    if (weights) await writeFile(join(folder, scriptWeights), weights, { flush: true });
  });
  return { directory, files: await listFiles(directory) };
}

/** What layers start with from other runs, as a file of NumPy arrays `<layer>/<weight>`; null where none does. */
async function startingWeights(plan: TrainPlan, files: WeightFiles): Promise<Uint8Array | null> {
  const taken = await readTaken(plan, files);
  const arrays = plan.layers.flatMap((layer) =>
    layer.weights.flatMap(({ name }) => {
      const tensor = layer.initialFrom && taken[`${layer.layerId}/${name}`];
      return tensor ? [[`${weightArray(layer, name)}.npy`, npy(tensor.numbers, tensor.shape)] as const] : [];
    }),
  );
  return arrays.length === 0 ? null : zipSync(Object.fromEntries(arrays), { level: 6 });
}

/** Whether the script reads the examples where they lie, and needs the numbers of their rows alone. */
const readsFiles = ({ data: { dataset } }: TrainPlan): boolean => findDataset(dataset.kind).inPython !== undefined;

/** The columns that a plan reads, as a file of NumPy arrays: `<part>_<column>` for train, validation and test. */
async function examples(plan: TrainPlan): Promise<{ data: Uint8Array; steps: number }> {
  const targets = plan.heads.filter(hasColumn).map((head) => head.column);
  const names = readsFiles(plan) ? [] : planColumns(plan);
  return withDataset(plan.data.dataset, async (loaded) => {
    const split = splitDataset(loaded, plan.data, plan.seed, targets);
    const files: Record<string, Uint8Array> = {};
    for (const [part, rows] of Object.entries(split) as [string, Int32Array][]) {
      if (rows.length === 0) continue;
      if (readsFiles(plan)) files[`${part}_rows.npy`] = npy(rows, [rows.length]);
      for (const name of names) {
        const column = loaded.columns[name];
        if (!column) throw new Error(`the data set has no column "${name}"`);
        files[`${part}_${name}.npy`] = npy(await readColumn(loaded, name, rows), [rows.length, ...column.shape]);
      }
    }
    return { data: zipSync(files, { level: 6 }), steps: Math.max(1, Math.ceil(split.train.length / plan.batchSize)) };
  });
}
