import type { EngineRow } from '../../../shared/ipc/rows.ts';
import { engineRows } from '../../core/engineRows.ts';
import { sentence } from '../../core/sentence.ts';
import type { EngineCheck } from '../../engine/check/checkEngine.ts';
import { checkEngines } from '../../engine/check/checkEngines.ts';
import { proveTensorflow } from '../../engine/check/proveTensorflow.ts';
import { automaticEngine, findings } from '../../engine/describeEngines.ts';
import { prepareGpu } from '../../engine/tensorflow/prepare.ts';
import { exitCodes, type CliContext, type Command } from '../command.ts';
import { table } from '../format.ts';
import { progressBar } from '../progressBar.ts';

export const enginesCommand: Command = {
  name: 'engines',
  operands: '',
  summary: 'lists what can train on this machine, with the reason where it cannot',
  help: '--check trains a small known network on each engine and compares its losses with known ones. It also measures the engines, and from then on the quickest of those that pass is chosen, a graphics card that the processor plays last. The exit code is 1 when the engine that trains by itself does not pass.',
  options: {
    check: { help: 'trains a small known network on each engine and compares' },
    gpu: { help: 'fetches, once, what TensorFlow needs to train on an NVIDIA card in this machine (3.3 GB)' },
    json: { help: 'prints one JSON object a line' },
  },
  count: [0, 0],
  async run(context, _, options) {
    const json = options['json'] === true;
    if (options['gpu'] === true) {
      const code = await fetchGpu(context);
      if (code !== exitCodes.ok) return code;
    }
    const notice = options['check'] === true ? null : await proveTensorflow();
    if (notice !== null) context.warn(`Note: ${notice}`);
    const rows = engineRows('auto');
    if (options['check'] === true) return check(context, rows, json);
    if (json) for (const row of rows) context.print(JSON.stringify(row));
    else {
      const line = (row: EngineRow): string[] => [mark(row), row.version ?? '-', state(row)];
      const advice = rows.flatMap((row) => (row.advice === null ? [] : [`\n${sentence(row.advice)}`]));
      context.print(`${table(['ENGINE', 'VERSION', 'DEVICE'], rows.map(line))}\n\n${footer()}${advice.join('')}`);
    }
    return exitCodes.ok;
  },
};

const mark = ({ name, chosen }: EngineRow): string => `${name}${chosen ? ' *' : ''}`;

const state = ({ reason, failure, device }: EngineRow): string => {
  if (reason !== null) return `not available: ${reason}`;
  return failure === null ? (device ?? '') : `failed its check: ${failure}`;
};

/** Why the marked engine is the chosen one. */
function footer(): string {
  const times = Object.entries(findings().trials).map(([name, ms]) => `${name} ${ms.toFixed(1)} ms`);
  const why =
    times.length === 0
      ? 'not measured yet, "netloom engines --check" does it'
      : `measured, a step of a convolutional network took ${times.join(', ')}`;
  return `* trains when no engine is named (${why})`;
}

/** Makes the build of TensorFlow for NVIDIA's cards ready, with progress. */
async function fetchGpu(context: CliContext): Promise<number> {
  const abort = new AbortController();
  const off = context.onInterrupt(() => abort.abort());
  const bar = context.terminal ? progressBar(context.terminal) : null;
  try {
    const prepared = await prepareGpu({
      prove: true,
      signal: abort.signal,
      onProgress: ({ step, fraction, detail }) =>
        bar?.draw(`${step}${fraction === null ? '' : ` ${Math.round(fraction * 100)} %`}${detail === '' ? '' : `, ${detail}`}`),
    });
    bar?.clear();
    if (prepared.available) return exitCodes.ok;
    if (!abort.signal.aborted) context.warn(sentence(`training on an NVIDIA card cannot be prepared: ${prepared.reason}`));
    return abort.signal.aborted ? exitCodes.interrupted : exitCodes.problem;
  } finally {
    bar?.clear();
    off();
  }
}

/** Prints each as soon as it is known. */
async function check(context: CliContext, rows: readonly EngineRow[], json: boolean): Promise<number> {
  const abort = new AbortController();
  const off = context.onInterrupt(() => abort.abort());
  const bar = context.terminal && !json ? progressBar(context.terminal) : null;
  const width = Math.max(...rows.map((row) => mark(row).length));
  let code: number = exitCodes.ok;
  let unkept: string | null = null;
  const print = (row: EngineRow, { passed, msPerStep, trialMs, reason, notices = [] }: EngineCheck): void => {
    bar?.clear();
    if (json) context.print(JSON.stringify({ ...row, passed, msPerStep, trialMs, reason, notice: notices.join(' ') || null }));
    else {
      const said = passed
        ? `pass  ${msPerStep?.toFixed(1)} ms a step  ${row.device ?? ''}`
        : `${row.available ? 'fail' : 'not available'}  ${reason}`;
      context.print(`${mark(row).padEnd(width)}  ${said}`);
      for (const notice of notices) context.warn(`Note: ${notice}`);
    }
    if (row.chosen && !passed) code = exitCodes.problem;
  };
  try {
    for (const row of rows) {
      if (row.reason !== null)
        print(row, { engine: row.name, passed: false, msPerStep: null, trialMs: null, elsewhere: 0, reason: row.reason });
      else {
        bar?.draw(`${row.name}: starting`);
        unkept = await checkEngines([row.name], {
          signal: abort.signal,
          onStep: (name, step, steps) => bar?.draw(`${name}: step ${step} of ${steps}`),
          onChecked: (found) => print(row, found),
        });
      }
      if (abort.signal.aborted) return exitCodes.interrupted;
    }
    const next = automaticEngine();
    const news = rows.some(({ name, chosen }) => chosen && name === next) ? '' : `\nFrom now on ${next ?? 'none'} does.`;
    if (!json) context.print(`\n${footer()}${news}`);
    if (unkept !== null) context.warn(`What was found cannot be kept for the next time: ${unkept}.`);
    return code;
  } finally {
    bar?.clear();
    off();
  }
}
