import { totalmem } from 'node:os';
import { copiesOfData } from '../../../shared/plan/forecastMemory.ts';

/** Of the machine's memory what data may take, and of what is free now: the model, its batches and the rest of the machine need some as well. */
const shareOfAll = 0.5;
const shareOfFree = 0.8;

/** Memory that this process may have at most, in bytes: the machine's, or what its container allows. */
export function wholeMemory(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** Bytes of data that are held in memory; of more, rows are read from disk as they are wanted. */
export const residentLimit = (whole = wholeMemory(), free = process.availableMemory()): number =>
  Math.min(shareOfAll * whole, shareOfFree * free) / copiesOfData;
