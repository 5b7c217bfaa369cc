import type { EngineRow } from '../../../shared/ipc/rows.ts';
import { engineRows } from '../../core/engineRows.ts';
import { rememberTrials } from '../../engine/check/trials.ts';
import { automaticEngine, measured, trialKey } from '../../engine/describeEngines.ts';
import { checkEngine, type EngineCheck } from '../../engine/check/checkEngine.ts';
import { exitCodes, type CliContext, type Command } from '../command.ts';
import { table } from '../format.ts';
import { progressBar } from '../progressBar.ts';

export const enginesCommand: Command = {
  name: 'engines',
  operands: '',
  summary: 'lists what can train on this machine, with the reason where it cannot',
  help: '--check trains a small known network on each engine and compares its losses with known ones. It also measures the engines, and the quickest is chosen from then on, a graphics card before one that the processor plays. The exit code is 1 when the engine that trains by itself does not pass.',
  options: {
    check: { help: 'trains a small known network on each engine and compares' },
    json: { help: 'prints one JSON object a line' },
  },
  count: [0, 0],
  run(context, _, options) {
    const rows = engineRows('auto');
    const json = options['json'] === true;
    if (options['check'] === true) return check(context, rows, json);
    if (json) for (const row of rows) context.print(JSON.stringify(row));
    else {
      const line = (row: EngineRow): string[] => [
        mark(row),
        row.version ?? '-',
        row.reason === null ? (row.device ?? '') : `not available: ${row.reason}`,
      ];
      context.print(`${table(['ENGINE', 'VERSION', 'DEVICE'], rows.map(line))}\n\n${footer()}`);
    }
    return exitCodes.ok;
  },
};

const mark = ({ name, chosen }: EngineRow): string => `${name}${chosen ? ' *' : ''}`;

/** Why the marked engine is the chosen one. */
function footer(): string {
  const times = Object.entries(measured()).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
  const why =
    times.length === 0
      ? 'not measured yet, "netloom engines --check" does it'
      : `measured, a step of a convolutional network took ${times.join(', ')}`;
  return `* trains when no engine is named (${why})`;
}

/** One engine after the other, so that none takes the other's time; prints each as soon as it is known. */
async function check(context: CliContext, rows: readonly EngineRow[], json: boolean): Promise<number> {
  const abort = new AbortController();
  const off = context.onInterrupt(() => abort.abort());
  const bar = context.terminal && !json ? progressBar(context.terminal) : null;
  const width = Math.max(...rows.map((row) => mark(row).length));
  const trials: [string, number][] = [];
  let code: number = exitCodes.ok;
  try {
    for (const row of rows) {
      const { passed, msPerStep, trialMs, reason } = await checkRow(row, abort.signal, (text) => bar?.draw(text));
      bar?.clear();
      if (passed && trialMs !== null) trials.push([row.name, trialMs]);
      if (abort.signal.aborted) return exitCodes.interrupted;
      if (json) context.print(JSON.stringify({ ...row, passed, msPerStep, trialMs, reason }));
      else {
        const said = passed
          ? `pass  ${msPerStep?.toFixed(1)} ms a step  ${row.device ?? ''}`
          : `${row.available ? 'fail' : 'not available'}  ${reason}`;
        context.print(`${mark(row).padEnd(width)}  ${said}`);
      }
      if (row.chosen && !passed) code = exitCodes.problem;
    }
    // Only a whole measurement replaces the one before.
    rememberTrials(trialKey(), Object.fromEntries(trials));
    const next = automaticEngine();
    const news = rows.some(({ name, chosen }) => chosen && name === next) ? '' : `\nFrom now on ${next} does.`;
    if (!json) context.print(`\n${footer()}${news}`);
    return code;
  } finally {
    off();
  }
}

function checkRow(row: EngineRow, signal: AbortSignal, draw: (text: string) => void): Promise<EngineCheck> | EngineCheck {
  if (row.reason !== null) return { engine: row.name, passed: false, msPerStep: null, trialMs: null, reason: row.reason };
  draw(`${row.name}: starting`);
  return checkEngine(row.name, { signal, onStep: (step, steps) => draw(`${row.name}: step ${step} of ${steps}`) });
}
