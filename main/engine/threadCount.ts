import { availableParallelism } from 'node:os';
import { findings } from './describeEngines.ts';

/** Environment variable by which a user says how many threads compute. */
const variable = 'NETLOOM_THREADS';

/** How many threads TensorFlow computes on: those that `NETLOOM_THREADS` names, else those that were measured as the quickest here, else all. */
export function threadCount(): number {
  const wanted = Number(process.env[variable]);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  return findings().threads ?? availableParallelism();
}

/** Numbers of threads that a measurement compares: all, and half as many, which is quicker where two threads share a processor's core. */
export function threadCandidates(all = availableParallelism()): readonly number[] {
  return [...new Set([all, Math.ceil(all / 2)])];
}
