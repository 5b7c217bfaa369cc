import { availableParallelism } from 'node:os';
import { findings } from './describeEngines.ts';

/** Environment variable by which a user says how many threads compute. */
const variable = 'NETLOOM_THREADS';

/** How many threads `NETLOOM_THREADS` asks for, one for each processor at most; null where it is not set. Throws an Error in words for anything else. */
export function askedThreads(most = availableParallelism()): number | null {
  const asked = process.env[variable];
  if (asked === undefined || asked === '') return null;
  const threads = Number(asked);
  if (/^\d+$/.test(asked) && threads >= 1 && threads <= most) return threads;
  throw new Error(`${variable} is "${asked}": set it to a whole number from 1 to ${most}, the processors of this machine, or leave it out`);
}

/** How many threads TensorFlow computes on: those that `NETLOOM_THREADS` names, else those that were measured as the quickest here, else all. */
export const threadCount = (): number => askedThreads() ?? findings().threads ?? availableParallelism();

/** Numbers of threads that a measurement compares: all, and half as many, which is quicker where two threads share a processor's core. */
export function threadCandidates(all = availableParallelism()): readonly number[] {
  return [...new Set([all, Math.ceil(all / 2)])];
}
