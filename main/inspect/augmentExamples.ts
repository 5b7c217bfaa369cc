import type { AugmentedExamples } from '../../shared/ipc/augmented.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import { partOf, phasePlans } from '../../shared/plan/phasePlans.ts';
import { placeOf } from '../../shared/plan/startableLayers.ts';
import type { PlanLayer, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { withDataset, type LoadedDataset } from '../data/loadDataset.ts';
import { splitDataset } from '../data/splitDataset.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import { trainingOutputs } from '../engine/trainingOutputs.ts';
import { Batches } from '../train/batches.ts';
import { shownHead } from './shownHead.ts';

export interface AugmentQuestion {
  readonly document: ProjectDocument;
  /** The block, by its graph and its id there. */
  readonly graph: string;
  readonly node: string;
  /** Step of the first epoch, from 0; past its end it begins again. */
  readonly step: number;
  /** Examples at most. */
  readonly examples: number;
}

/** Numbers that are told at most: pictures may be large. */
const most = 600_000;

/**
 * What a block makes of the first examples of a step of training: the examples of that step, and its draws, which hang on seed, epoch and step alone.
 * Rejects in words where that hangs on weights, or is no picture. Runs on the engine that was opened last.
 */
export async function augmentExamples({ document, graph, node, step, examples }: AugmentQuestion): Promise<AugmentedExamples> {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(`the model is not complete: ${built.problems[0]?.message ?? 'something is missing'}`);
  const { plan } = built;
  const layer = plan.layers.find(({ id }) => {
    const place = placeOf(document, id);
    return place.graph === graph && place.node === node;
  });
  if (!layer) throw new Error('the block is no part of the model by itself: it is shown where it stands outside of a repeat');
  const part = pictureAt(plan, layer);
  return withDataset(plan.data.dataset, (loaded) => shown(plan, part, loaded, step, examples));
}

interface Part {
  readonly plan: TrainPlan;
  readonly places: readonly number[];
  readonly shape: readonly [number, number, number];
}

/** A plan as far as a layer, with what it is given and what it gives. */
function pictureAt(plan: TrainPlan, layer: PlanLayer): Part {
  const [source] = layer.inputs['x'] ?? [];
  const spec = layer.outputs['y'];
  const [height, width, channels = 1, ...more] = spec?.shape ?? [];
  if (!source || !spec || typeof height !== 'number' || typeof width !== 'number' || channels === null || more.length > 0)
    throw new Error('what arrives here is no picture');
  const part = partOf(plan, [shownHead('before', source, spec), shownHead('after', { layer: layer.id, port: 'y' }, spec)]);
  // A phase has places of its own.
  const { layers } = phasePlans(plan).find((phase) => phase.plan.layers.includes(layer))?.plan ?? plan;
  const weighted = part.layers.find(({ weights, repeat }) => weights.length > 0 || repeat !== undefined);
  if (weighted) throw new Error(`what arrives here hangs on the weights of "${weighted.name}"`);
  return { plan: part, places: part.layers.map((own) => layers.indexOf(own)), shape: [height, width, channels] };
}

async function shown(
  whole: TrainPlan,
  { plan, places, shape }: Part,
  loaded: LoadedDataset,
  step: number,
  wanted: number,
): Promise<AugmentedExamples> {
  const targets = whole.heads.filter(hasColumn).map(({ column }) => column);
  const batches = new Batches(whole, splitDataset(loaded, whole.data, whole.seed, targets));
  const place = step % batches.steps;
  const size = shape.reduce((a, b) => a * b, 1);
  const count = Math.max(1, Math.min(wanted, Math.floor(most / (2 * size))));
  // The first draws of a batch are those of its first examples, however many follow.
  const rows = batches.at(0, place).slice(0, count);
  const columns = Object.fromEntries(
    await Promise.all(
      plan.inputs.filter(hasColumn).map(async ({ column }) => {
        const { shape: own, classes } = loaded.columns[column] ?? { shape: [], classes: null };
        return [column, { shape: own, classes, numbers: await readColumn(loaded, column, rows) }] as const;
      }),
    ),
  );
  const data = { rows: rows.length, columns };
  const outputs = await trainingOutputs(plan, places, data, Int32Array.from(rows.keys()), { epoch: 0, step: place });
  const [before, after] = [outputs['before']?.numbers ?? new Float32Array(), outputs['after']?.numbers ?? new Float32Array()];
  const range: [number, number] = [Infinity, -Infinity];
  for (const value of before) [range[0], range[1]] = [Math.min(range[0], value), Math.max(range[1], value)];
  const picture = (numbers: typeof before, at: number): number[] =>
    Array.from(numbers.subarray(at * size, (at + 1) * size), (value) => Number(value.toPrecision(5)));
  return {
    step: place,
    shape: [...shape],
    range,
    examples: Array.from(rows, (row, at) => ({ row, before: picture(before, at), after: picture(after, at) })),
  };
}
