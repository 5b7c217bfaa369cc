import { readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { copiesOfData } from '../../../shared/plan/forecastMemory.ts';

/** Of the machine's memory what data may take, and of what is free now: the model, its batches and the rest of the machine need some as well. */
const shareOfAll = 0.5;
const shareOfFree = 0.8;

/** Bytes that the shell which started this process lets it have (`ulimit -v`, `ulimit -d`); Infinity where it sets no limit, or none is told. */
export function shellLimit(file = '/proc/self/limits'): number {
  try {
    const limits = readFileSync(file, 'utf8').matchAll(/^Max (?:data size|address space) +(\d+)/gm);
    return Math.min(...[...limits].map(([, bytes]) => Number(bytes)));
  } catch {
    return Infinity;
  }
}
const limitOfShell = shellLimit();

/** Memory that this process may have at most, in bytes: the machine's, or what its container or shell allows. */
export function wholeMemory(): number {
  const allowed = process.constrainedMemory();
  return Math.min(allowed > 0 ? allowed : Infinity, totalmem(), limitOfShell);
}

/** Bytes that are free for a process that starts now. */
export const freeMemory = (): number => Math.min(process.availableMemory(), wholeMemory());

/** Bytes of data that are held in memory; of more, rows are read from disk as they are wanted. */
export const residentLimit = (whole = wholeMemory(), free = freeMemory()): number =>
  Math.min(shareOfAll * whole, shareOfFree * free) / copiesOfData;
