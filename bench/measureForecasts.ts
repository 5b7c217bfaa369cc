import { execFileSync } from 'node:child_process';
import { forecastMemory } from '../shared/plan/forecastMemory.ts';
import type { Measurement } from './measurement.ts';
import { networks } from './networks.ts';

/** The last line that a script beside this file prints, as numbers. */
function ask(script: string, network: string, batch: number): number[] {
  const file = new URL(script, import.meta.url).pathname;
  const printed = execFileSync(process.execPath, [file, network, String(batch)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return (printed.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
}

interface Forecast {
  readonly forecast: number;
  readonly measured: number;
}
const quotient = ({ forecast, measured }: Forecast): number => forecast / measured;
const range = (rows: readonly Forecast[]): string =>
  `${Math.min(...rows.map(quotient)).toFixed(2)} and ${Math.max(...rows.map(quotient)).toFixed(2)}`;

/** What is told before and at the beginning of a training, beside what then came. */
export const measureForecasts: Measurement = async (report) => {
  if (process.platform !== 'linux') return '## Forecasts\n\nNot run: the highest resident size is read from Linux.';
  const memory: Forecast[] = [];
  const time: Forecast[] = [];
  const lines = networks.flatMap(({ name, plan }) =>
    [32, 256, 1024].map((batch) => {
      const ofMemory = {
        forecast: forecastMemory(plan(batch))?.total ?? Number.NaN,
        measured: ask('peakMemory.ts', name, batch)[0] ?? Number.NaN,
      };
      const [left = Number.NaN, took = Number.NaN] = ask('timeForecast.ts', name, batch);
      const ofTime = { forecast: left, measured: took };
      memory.push(ofMemory);
      time.push(ofTime);
      const cells = [
        ...[ofMemory.forecast, ofMemory.measured].map((bytes) => (bytes / 1e6).toFixed(0)),
        quotient(ofMemory).toFixed(2),
        ...[left, took].map((milliseconds) => (milliseconds / 1000).toFixed(1)),
        quotient(ofTime).toFixed(2),
      ];
      report(`${name}, batch ${batch}: ${cells.join(' ')}`);
      return `| ${name} | ${batch} | ${cells.join(' | ')} |`;
    }),
  );
  return `## Forecasts

Memory as it is told before Run, beside the highest resident size of a process that then trained and evaluated; time left as it is told after the first steps (five or
more), beside what the rest of three epochs of 50,000 examples then took. Forecast over measured lies between ${range(memory)} for memory, between ${range(time)} for time
(bound: 0.75 to 1.25).

| network | batch | memory forecast, MB | measured, MB | ratio | time forecast, s | measured, s | ratio |
|---|---|---|---|---|---|---|---|
${lines.join('\n')}`;
};
