import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { smallerBatch } from '../../shared/run/memoryEnd.ts';
import { wholeMemory } from '../data/streaming/residentLimit.ts';
import { errorLine } from '../engine/errorLine.ts';
import { isOutOfMemory, OutOfRoom } from '../engine/outOfMemory.ts';
import { memoryAdvice } from './memoryAdvice.ts';

/** An error of training as a user can act on it: a sentence, never a stack; where memory is short, with what of this plan would fit. */
export function inWords(error: unknown, plan?: TrainPlan): string {
  const first = errorLine(error);
  if (isOutOfMemory(error)) {
    const advice = plan ? memoryAdvice(plan, Math.min(freed(), error instanceof OutOfRoom ? error.room : Infinity)) : null;
    return `there is not enough memory for this model: try ${smallerBatch} (${first})${advice === null ? '' : `. ${advice}`}`;
  }
  if (/ENOSPC/.test(first)) return 'the disk is full: a checkpoint could not be written. Free some space, then resume the run.';
  return first;
}

/** Bytes that will be free once this process, which is of no use any more, has given back what it holds. */
const freed = (): number => Math.min(process.availableMemory() + process.memoryUsage.rss(), wholeMemory());
