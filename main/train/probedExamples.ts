import { forecastMemory } from '../../shared/plan/forecastMemory.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

/** A step is watched on so many examples, where that costs little: the mean of a few would jump from epoch to epoch. */
const wanted = 128;
/** Bytes that those beyond a batch may take. Nobody asked for them: a batch fits into memory, and they must never be what does not. */
const room = 200 * 1024 ** 2;

/** On how many examples a step of a plan is watched: the same whatever the batches are, but no more than a batch of a large model. */
export function probedExamples(plan: TrainPlan): number {
  if (plan.batchSize >= wanted) return wanted;
  const bytes = forecastMemory(plan, wanted)?.batch ?? Infinity;
  return bytes <= room ? wanted : plan.batchSize;
}
