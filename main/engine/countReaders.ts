import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

/** Layers and what reads them from outside. */
export type Readable = Pick<TrainPlan, 'layers'> & { readonly heads: readonly Pick<TrainPlan['heads'][number], 'source'>[] };

/** How many inputs and heads read each layer, by its id. */
export function countReaders(plan: Readable): ReadonlyMap<string, number> {
  const readers = new Map<string, number>();
  const read = (layer: string): void => void readers.set(layer, (readers.get(layer) ?? 0) + 1);
  for (const { inputs } of plan.layers) for (const refs of Object.values(inputs)) for (const { layer } of refs) read(layer);
  for (const { source } of plan.heads) read(source.layer);
  return readers;
}
