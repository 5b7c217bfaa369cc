import { readFile, writeFile } from 'node:fs/promises';
import type { Measurement } from './measurement.ts';
import { measureEngines } from './measureEngines.ts';
import { measureForecasts } from './measureForecasts.ts';
import { measureStart } from './measureStart.ts';
import { measurePeers, measureSteps, measureTemplates } from './measureSteps.ts';
import { measureWindow } from './measureWindow.ts';

/** In the order in which they stand in bench/results.md. */
const measurements: Readonly<Record<string, Measurement>> = {
  steps: measureSteps,
  peers: measurePeers,
  templates: measureTemplates,
  engines: measureEngines,
  forecasts: measureForecasts,
  start: measureStart,
  window: measureWindow,
};
const file = new URL('results.md', import.meta.url);
const head =
  '# Measured\n\nWritten by `npm run bench`. Times on a shared machine are noisy: ratios are taken within one run, turn by turn.\n';

const marker = (name: string): string => `<!-- ${name} -->`;

/** The section of a measurement as it stands in the file now; '' when it was never written. */
function sectionOf(text: string, name: string): string {
  const start = text.indexOf(marker(name));
  if (start < 0) return '';
  const end = text.indexOf('<!-- ', start + 1);
  return text.slice(start + marker(name).length, end < 0 ? undefined : end).trim();
}

/** Runs the named measurements, or all, and writes their sections; the others stay as they are. */
export async function writeResults(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(measurements, name));
  if (unknown !== undefined) throw new Error(`unknown measurement "${unknown}": known are ${Object.keys(measurements).join(', ')}`);
  for (const [name, measure] of Object.entries(measurements)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const section = await measure((line) => process.stdout.write(`${line}\n`));
    const before = await readFile(file, 'utf8').catch(() => '');
    const sections = Object.keys(measurements)
      .map((own) => [own, own === name ? section.trim() : sectionOf(before, own)] as const)
      .filter(([, text]) => text !== '');
    await writeFile(file, `${head}\n${sections.map(([own, text]) => `${marker(own)}\n\n${text}\n`).join('\n')}`);
  }
}
