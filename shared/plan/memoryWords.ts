import type { MemoryForecast } from './forecastMemory.ts';

/** A size for people, two digits: `650 MB`, `1.2 GB`. */
export const formatMemory = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e7) * 10} MB`;

/** A forecast in words: how much, and which layer takes most of it once it is more than the program itself. */
export function memoryWords({ total, batch, largest }: MemoryForecast, batchSize: number): string {
  const whole = `about ${formatMemory(total)} of memory to train with a batch size of ${batchSize}`;
  return largest && batch > total / 2 ? `${whole}, ${formatMemory(largest.bytes)} of it for ${largest.name}` : whole;
}
