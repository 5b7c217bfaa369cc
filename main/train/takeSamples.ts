import { sizeOf } from '../../shared/catalogue/tensorSpec.ts';
import type { RunSamples } from '../../shared/ipc/rows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LoadedDataset } from '../data/loadDataset.ts';
import type { LiveModel } from '../engine/engine.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';

/** Numbers in a sample from which it is taken for a picture or the like; and how many samples are shown of it, and of what is smaller. */
const large = 16;
const shown = { large: 30, small: 500 };

/**
 * What a model gives at its shown Outputs for the same rows and the same chance each time, so that one sees what becomes of it; beside it the data that it should come
 * to look like, where an Input has its shape. Null where nothing is shown. The model is left as it is.
 */
export async function takeSamples(
  plan: TrainPlan,
  model: Pick<LiveModel, 'predict'>,
  rows: Int32Array,
  data: Pick<LoadedDataset, 'columns' | 'stream'>,
  place: { readonly epoch: number; readonly step: number },
): Promise<RunSamples | null> {
  const heads = plan.heads.filter((head) => head.shown);
  if (heads.length === 0 || rows.length === 0) return null;
  const isLarge = heads.some(({ spec }) => (sizeOf(spec.shape) ?? large) >= large);
  const own = rows.slice(0, isLarge ? shown.large : shown.small);
  const given = await model.predict(own);
  const round = (numbers: ArrayLike<number>): number[] =>
    Array.from(numbers, (value) => (Number.isFinite(value) ? Number(value.toPrecision(5)) : 0));
  const outputs: RunSamples['outputs'] = [];
  for (const { name, spec } of heads) {
    const tensor = given[name];
    if (!tensor) continue;
    const input = plan.inputs.find(({ column, spec: other }) => column !== null && other.shape.join() === spec.shape.join());
    const real = input?.column == null ? null : round(await readColumn(data, input.column, own));
    outputs.push({ name, shape: tensor.shape.slice(1), numbers: round(tensor.numbers), real });
  }
  return { ...place, outputs };
}
