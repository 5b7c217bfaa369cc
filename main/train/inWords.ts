import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { memoryAdvice } from './memoryAdvice.ts';

/** An error of training as a user can act on it: a sentence, never a stack; where memory is short, with what of this plan would fit. */
export function inWords(error: unknown, plan?: TrainPlan): string {
  const message = error instanceof Error ? error.message : String(error);
  const first = message.split('\n')[0] ?? message;
  if (/out of memory|\bOOM\b|RESOURCE_EXHAUSTED|failed to allocate|allocation fail|bad_alloc/i.test(message)) {
    const advice = plan ? memoryAdvice(plan) : null;
    return `there is not enough memory for this model: try a smaller batch size (${first})${advice === null ? '' : `. ${advice}`}`;
  }
  if (/ENOSPC/.test(message)) return 'the disk is full: a checkpoint could not be written. Free some space, then resume the run.';
  return first;
}
