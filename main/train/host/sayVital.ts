import type { Pulse } from '../pulse/pulse.ts';
import { isShortOfMemory } from './memoryEvidence.ts';
import type { Vital } from './vitalSigns.ts';

const patient = 'Stopping it twice ends it at once.';
const again = 'Try again; if it happens again, take another engine.';

/** What is said of a training process whose main thread has been silent for so many seconds; null of one that is well. */
export function sayVital(vital: Vital, seconds: number, pulse: Pulse | null): string | null {
  switch (vital) {
    case 'well':
      return null;
    case 'computes':
      return `The training process has been in one computation for ${seconds} seconds: it is slow, it does not hang. A smaller batch size makes shorter steps. ${patient}`;
    case 'pages':
      return `The machine is short of memory: for ${seconds} seconds the training process has waited for memory that was moved to disk. Use a smaller batch size, or close other programs. ${patient}`;
    case 'reads':
      return `The training process has waited for the disk for ${seconds} seconds: it is slow, it does not hang. ${patient}`;
    case 'hangs':
      return `The training process hung: it neither computed nor read anything for ${seconds} seconds, and was ended. ${again}`;
    case 'silent':
      return isShortOfMemory(pulse)
        ? `The training process did not answer for ${seconds} seconds, most likely for lack of memory, and was ended: use a smaller batch size, or close other programs.`
        : `The training process did not answer for ${seconds} seconds and was ended. ${again}`;
  }
}
