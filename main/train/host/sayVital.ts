import { formatMemory } from '../../../shared/plan/memoryWords.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { smallerBatch } from '../../../shared/run/memoryEnd.ts';
import { freeMemory, wholeMemory } from '../../data/streaming/residentLimit.ts';
import { memoryAdvice } from '../memoryAdvice.ts';
import type { Pulse } from '../pulse/pulse.ts';
import { isShortOfMemory } from './memoryEvidence.ts';
import type { Vital } from './vitalSigns.ts';

const patient = 'Stopping it twice ends it at once.';
const again = 'Try again; if it happens again, take another engine.';

/** What is said of a process that took all memory for so many seconds and was ended; with what of its `plan` would fit. */
export function sayStarving(seconds: number, { resident }: Pulse, plan: TrainPlan | null): string {
  const advice = plan && memoryAdvice(plan, Math.min(freeMemory() + resident, wholeMemory()));
  return `The training process held ${formatMemory(resident)} and left the machine no memory for ${seconds} seconds, and was ended: use ${smallerBatch} or model, or close other programs.${advice === null ? '' : ` ${advice}`}`;
}

/** What is said of a training process whose main thread has been silent for so many seconds; null of one that is well. */
export function sayVital(vital: Vital, seconds: number, pulse: Pulse | null): string | null {
  switch (vital) {
    case 'well':
      return null;
    case 'computes':
      if (isShortOfMemory(pulse))
        return `The machine is short of memory: for ${seconds} seconds the training process has hardly got on. Use a smaller batch size or model, or close other programs. ${patient}`;
      return `The training process has been in one computation for ${seconds} seconds: it is slow, it does not hang. A smaller batch size makes shorter steps. ${patient}`;
    case 'pages':
      return `The machine is short of memory: for ${seconds} seconds the training process has waited for memory that was moved to disk. Use a smaller batch size, or close other programs. ${patient}`;
    case 'reads':
      return `The training process has waited for the disk for ${seconds} seconds: it is slow, it does not hang. ${patient}`;
    case 'hangs':
      return `The training process hung: it neither computed nor read anything for ${seconds} seconds, and was ended. ${again}`;
    case 'silent':
      return isShortOfMemory(pulse)
        ? `The training process did not answer for ${seconds} seconds, most likely for lack of memory, and was ended: use ${smallerBatch}, or close other programs.`
        : `The training process did not answer for ${seconds} seconds and was ended. ${again}`;
  }
}
