import { execFileSync } from 'node:child_process';
import { forecastMemory } from '../shared/plan/forecastMemory.ts';
import type { Measurement } from './measurement.ts';
import { networks } from './networks.ts';

const script = new URL('peakMemory.ts', import.meta.url).pathname;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

/** The forecast of a training's memory beside what its process then held. */
export const measureMemory: Measurement = async (report) => {
  if (process.platform !== 'linux') return '## Memory\n\nNot run: the highest resident size is read from Linux.';
  const rows: string[] = [];
  const ratios: number[] = [];
  for (const { name, plan } of networks) {
    for (const batch of [32, 256, 1024]) {
      const forecast = forecastMemory(plan(batch))?.total ?? Number.NaN;
      const printed = execFileSync(process.execPath, [script, name, String(batch)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const measured = Number(printed.trim().split('\n').at(-1));
      const ratio = forecast / measured;
      ratios.push(ratio);
      report(`${name}, batch ${batch}: forecast ${megabytes(forecast)} MB, measured ${megabytes(measured)} MB`);
      rows.push(`| ${name} | ${batch} | ${megabytes(forecast)} | ${megabytes(measured)} | ${ratio.toFixed(2)} |`);
    }
  }
  return `## Memory forecast and measured

The forecast that is shown before Run, and the highest resident size of a process that then trained and evaluated. The forecast over the measured lies between
${Math.min(...ratios).toFixed(2)} and ${Math.max(...ratios).toFixed(2)} (bound: 0.75 to 1.25).

| network | batch | forecast, MB | measured, MB | ratio |
|---|---|---|---|---|
${rows.join('\n')}`;
};
