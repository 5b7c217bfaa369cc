import { resolve } from 'node:path';
import { hasColumn, planColumns } from '../../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { ExportResult } from '../../../shared/ipc/rows.ts';
import { withDataset } from '../../data/loadDataset.ts';
import { splitDataset } from '../../data/splitDataset.ts';
import type { State } from '../../engine/engine.ts';
import { heldRows } from '../../engine/streaming/heldRows.ts';
import { openEngine } from '../../engine/openEngine.ts';
import { readBackTfjs } from '../../engine/readBack/readBackTfjs.ts';
import { carryState } from '../../train/carryState.ts';
import { readCheckpoint } from '../../train/checkpoint.ts';
import { exportedPart, withDrawnColumns } from '../exportedPart.ts';
import type { ExportRequest } from '../exportRequest.ts';
import { listFiles, requireFree, writeFolder } from '../writeFolder.ts';
import { writeModel } from './writeModel.ts';

const advice = 'choose another folder to export to';
/** Examples that the proof compares, and the largest difference of an output it allows. */
const proofSamples = 100;
const allowed = 1e-5;

/**
 * Writes a model that stock TF.js opens (a layers model where its classes say all of it, else a graph model), with a page that uses it. The files are made in a temporary sibling folder, read
 * back with stock TF.js, compared with the studio's own outputs on validation examples, and only then take their place.
 */
export async function exportTfjs(request: ExportRequest): Promise<ExportResult> {
  const directory = resolve(request.directory);
  await requireFree(directory, advice);
  const checkpoint = await readCheckpoint(request.checkpoint, request.plan.hash);
  const { plan, state } = exportedPart(request.plan, checkpoint.state);
  const proof = await writeFolder(directory, advice, async (folder) => {
    const written = await writeModel({ plan, run: request.run, state, folder });
    return { ...written, ...(await prove(request.plan, plan, state, folder)) };
  });
  return { run: request.run, format: 'tfjs', directory, files: await listFiles(directory), ...proof };
}

/** Compares what was written of `plan`, a part of `whole`, with the studio's own outputs. */
async function prove(
  whole: TrainPlan,
  plan: TrainPlan,
  state: State,
  folder: string,
): Promise<{ samples: number; largestDifference: number }> {
  const targets = whole.heads.filter(hasColumn).map((head) => head.column);
  const held = await withDataset(plan.data.dataset, (loaded) => {
    const split = splitDataset(loaded, plan.data, plan.seed, targets);
    const wanted = (split.validation.length > 0 ? split.validation : split.train).slice(0, proofSamples);
    return heldRows(loaded, planColumns(whole), wanted);
  });
  const rows = Int32Array.from({ length: held.rows }, (_, row) => row);
  const data = withDrawnColumns(whole, held);
  const engine = await openEngine('auto');
  const model = await engine.create(plan, data);
  try {
    // Optimizers' slots may be those of weights that were trained once and are not in the plan: a prediction needs none.
    await model.writeState(carryState(plan, state, await model.readState()));
    const own = await model.predict(rows);
    const theirs = await readBackTfjs(folder, plan, data, rows);
    let largest = 0;
    for (const head of plan.heads) {
      const a = own[head.name]?.numbers ?? new Float32Array();
      const b = theirs[head.name]?.numbers ?? [];
      if (a.length !== b.length || a.length === 0)
        throw new Error(`the exported model gives ${b.length} numbers for "${head.name}", the studio ${a.length}: nothing was exported`);
      // A head of large numbers carries less absolute precision: compared by its size where that is above 1.
      const size = Math.max(1, ...Array.from(a, Math.abs));
      a.forEach((value, at) => {
        const difference = Math.abs(value - (b[at] ?? Number.NaN)) / size;
        largest = Math.max(largest, Number.isFinite(difference) ? difference : Number.POSITIVE_INFINITY);
      });
    }
    if (!(largest < allowed))
      throw new Error(
        `the exported model differs from the trained one by ${largest.toExponential(1)} (allowed: ${allowed}): nothing was exported`,
      );
    return { samples: rows.length, largestDifference: largest };
  } finally {
    model.dispose();
  }
}
