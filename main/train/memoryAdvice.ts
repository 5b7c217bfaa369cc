import { forecastMemory, largestBatch } from '../../shared/plan/forecastMemory.ts';
import { formatMemory } from '../../shared/plan/memoryWords.ts';
import { fitsWords } from '../../shared/run/memoryEnd.ts';
import { freeMemory, residentLimit } from '../data/streaming/residentLimit.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';

/** Of the memory that is free, what training may take: the window and the rest of the machine need some as well. */
const share = 0.8;

/**
 * What to do about a training for which there was not enough memory: how much it was forecast to need, which layer takes the most of it, and a
 * batch size that would fit into the `free` bytes. Null while the shapes are not known.
 */
export function memoryAdvice(plan: TrainPlan, free = freeMemory()): string | null {
  const room = residentLimit();
  const forecast = forecastMemory(plan, plan.batchSize, room);
  if (!forecast?.largest) return null;
  const needed = `It needs about ${formatMemory(forecast.total)}, most of a batch's part for the layer ${forecast.largest.name}.`;
  const fits = largestBatch(plan, share * free, room);
  // The forecast may say that it fits, and it did not: then half of what was tried.
  const batch = Math.min(fits ?? 0, Math.floor(plan.batchSize / 2));
  const smaller = batch >= 1 ? forecastMemory(plan, batch, room) : null;
  if (!smaller)
    return `${needed} No batch size would fit into the ${formatMemory(free)} that are free: use a smaller model, or close other programs.`;
  return `${needed} ${fitsWords(batch, formatMemory(smaller.total))}`;
}

/** That a training is forecast to need more than the `free` bytes, with what to do about it; null where it is not, or is not known. */
export function memoryWarning(plan: TrainPlan, free = freeMemory()): string | null {
  const forecast = forecastMemory(plan, plan.batchSize, residentLimit());
  if (!forecast || forecast.total <= free) return null;
  return `This training is forecast to need more memory than the ${formatMemory(free)} that are free. ${memoryAdvice(plan, free) ?? ''}`.trim();
}
