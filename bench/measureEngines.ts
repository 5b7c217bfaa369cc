import { execFileSync } from 'node:child_process';
import { describeEngines } from '../main/engine/describeEngines.ts';
import type { EngineName } from '../shared/run/engines.ts';
import type { Measurement } from './measurement.ts';
import { median, turns } from './statistics.ts';

const batch = 32;
const repeats = 9;
/** Steps of a turn: an engine that takes seconds for each gives enough by one. */
const steps: Readonly<Record<EngineName, number>> = { tensorflow: 30, webgpu: 2, wasm: 4, cpu: 1 };
const compared = ['MLP 784-128-10', 'CNN 32-64'];

/** Milliseconds of a training step, the median of those that a process of its own measures. */
function step(engine: EngineName, network: string): number {
  const file = new URL('engineStep.ts', import.meta.url).pathname;
  const args = [file, engine, network, String(batch), String(steps[engine])];
  const printed = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return median((printed.trim().split('\n').at(-1) ?? '').split(' ').map(Number));
}

/** A training step on every engine of this machine. */
export const measureEngines: Measurement = async (report) => {
  const engines = describeEngines()
    .filter(({ available }) => available)
    .map(({ name }) => name);
  const lines: string[] = [];
  for (const network of compared) {
    const measured = await turns(
      repeats,
      engines.map((engine) => async () => step(engine, network)),
    );
    const times = engines.map((_, at) => median(measured.map((turn) => turn[at] ?? Number.NaN)));
    const reference = engines.indexOf('cpu');
    const ratios = engines.map((_, at) => median(measured.map((turn) => (turn[reference] ?? Number.NaN) / (turn[at] ?? Number.NaN))));
    engines.forEach((engine, at) => {
      const line = `| ${network} | ${engine} | ${times[at]?.toFixed(2)} | ${ratios[at]?.toFixed(1)} |`;
      report(line);
      lines.push(line);
    });
  }
  return `## Engines

A training step of Adam at batch ${batch}, milliseconds, median of nine turns, each engine in a process of its own; and how many times quicker than the plain JavaScript engine, turn by turn.

| network | engine | step | times as quick as cpu |
|---|---|---|---|
${lines.join('\n')}`;
};
