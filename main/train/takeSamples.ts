import { sizeOf } from '../../shared/catalogue/tensorSpec.ts';
import type { RunSamples } from '../../shared/ipc/rows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LoadedDataset } from '../data/loadDataset.ts';
import type { LiveModel } from '../engine/engine.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';
import type { Plane } from './openPlane.ts';
import { takeSurfaces } from './takeSurfaces.ts';

/** Numbers in a sample from which it is taken for a picture or the like; and how many samples are shown of it, and of what is smaller. */
const large = 16;
const most = { large: 30, small: 500 };

/** What is looked at. */
export interface Shown {
  readonly plan: TrainPlan;
  readonly model: Pick<LiveModel, 'predict'>;
  /** Examples, of which the first are taken. */
  readonly rows: Int32Array;
  readonly data: Pick<LoadedDataset, 'columns' | 'stream'>;
  readonly plane: Plane | null;
}

/**
 * What a model gives at its shown Outputs for the same rows and the same chance each time, so that one sees what becomes of it; beside it the data that it should come
 * to look like, where an Input has its shape. And what its heads give over the plane of its two numbers. Null where nothing is shown. The model is left as it is.
 */
export async function takeSamples(shown: Shown, place: { readonly epoch: number; readonly step: number }): Promise<RunSamples | null> {
  const { plan, model, plane } = shown;
  const outputs = await takeOutputs(shown);
  const surfaces = plane ? await takeSurfaces(plan, model, plane) : [];
  return outputs.length + surfaces.length > 0 ? { ...place, outputs, surfaces } : null;
}

async function takeOutputs({ plan, model, rows, data }: Shown): Promise<RunSamples['outputs']> {
  const heads = plan.heads.filter((head) => head.shown);
  if (heads.length === 0 || rows.length === 0) return [];
  const isLarge = heads.some(({ spec }) => (sizeOf(spec.shape) ?? large) >= large);
  const own = rows.slice(0, isLarge ? most.large : most.small);
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
  return outputs;
}
