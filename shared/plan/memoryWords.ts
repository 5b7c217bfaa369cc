import type { MemoryForecast } from './forecastMemory.ts';

/** A size for people, two digits: `650 MB`, `1.2 GB`. */
export const formatMemory = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e7) * 10} MB`;

/** A forecast in words: how much, and what takes most of it: a layer, or the engine itself where the model is small. */
export function memoryWords({ total, base, batch, largest }: MemoryForecast, batchSize: number): string {
  const whole = `about ${formatMemory(total)} of memory to train with a batch size of ${batchSize}`;
  if (largest && batch > total / 2) return `${whole}, ${formatMemory(largest.bytes)} of it for ${largest.name}`;
  return base > total / 2 ? `${whole}, ${formatMemory(base)} of it the engine itself, whatever the model` : whole;
}
