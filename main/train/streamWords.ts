import { formatMemory } from '../../shared/plan/memoryWords.ts';
import type { ColumnData } from '../engine/engine.ts';

/** That rows are read from disk while a model trains, and how much they would take in memory; null where all is in memory. */
export function streamWords({ columns, rows, stream }: ColumnData): string | null {
  if (!stream) return null;
  const names = stream.names.filter((name) => columns[name]?.numbers === null);
  const bytes = names.reduce((sum, name) => sum + rows * stream.rowBytes(name), 0);
  const which = names.map((name) => `"${name}"`).join(', ');
  return `The rows of ${which} are read from disk as they are wanted: in memory they would take ${formatMemory(bytes)}.`;
}

/** The same at the end of a training, with the share of its time in which it waited for rows; null where all was in memory. */
export function waitWords(streamed: string | null, waited: number, whole: number): string | null {
  if (streamed === null) return null;
  const share = Math.round((100 * waited) / Math.max(1, whole));
  return `${streamed} Training waited for them ${share < 1 ? 'less than 1' : share} % of its time.`;
}
