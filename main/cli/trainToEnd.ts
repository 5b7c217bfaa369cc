import type { Client } from '../../shared/ipc/client.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { isLive } from '../../shared/run/runState.ts';
import type { Joined } from '../local/joinCore.ts';
import { exitCodes, type CliContext } from './command.ts';
import { followTraining } from './followTraining.ts';
import { layerTable, layerValues } from './layerTable.ts';
import { readLines } from './readLines.ts';
import { jsonReporter, textReporter } from './reporters.ts';

/** How what happens is told: for programs, and what of the layers then: by default nothing, as `netloom runs RUN --json` tells it. */
export interface Telling {
  readonly json: boolean;
  readonly layers?: boolean;
}

/** Follows the run that `start` begins to its end; Ctrl-C stops it with a checkpoint. Gives the exit code. */
export async function trainToEnd(
  context: CliContext,
  client: Client,
  joined: Joined,
  telling: Telling,
  start: () => Promise<RunRow>,
): Promise<number> {
  const { code, run } = await follow(context, client, telling, start);
  await outlast(context, client, joined, run);
  return code;
}

async function follow(
  context: CliContext,
  client: Client,
  { json, layers = !json }: Telling,
  start: () => Promise<RunRow>,
): Promise<{ readonly code: number; readonly run: string }> {
  let id: string | null = null;
  let interrupts = 0;
  const stop = (run: string): void => {
    client.call('stopRun', { run }).catch((error: unknown) => {
      // It has ended by itself in the meantime.
      if (!(error instanceof ContractError && (error.code === 'conflict' || error.code === 'closed'))) context.warn(String(error));
    });
  };
  const off = context.onInterrupt(() => {
    interrupts += 1;
    if (interrupts === 1) context.warn('\nStopping with a checkpoint. Press Ctrl-C again to end at once.');
    if (interrupts > 2) process.exit(exitCodes.interrupted);
    if (id !== null) stop(id);
  });
  try {
    const reporter = json ? jsonReporter(context) : textReporter(context);
    const run = await followTraining(client, reporter, async () => {
      const begun = await start();
      id = begun.id;
      if (interrupts > 0) stop(id);
      return begun;
    });
    if (layers) await tellLayers(context, client, run, json);
    const code = run.state === 'finished' ? exitCodes.ok : exitCodes.problem;
    return { code: interrupts > 0 ? exitCodes.interrupted : code, run: run.id };
  } finally {
    off();
  }
}

/** What was watched of each layer: a table, or a line of JSON for each. */
async function tellLayers({ print }: CliContext, client: Client, run: RunRow, json: boolean): Promise<void> {
  const lines = await readLines(client, run.id, 'epoch');
  if (json)
    for (const [layer, values] of layerValues(lines)) print(JSON.stringify({ event: 'layerWatched', run: run.id, layer, ...values }));
  else {
    const told = layerTable(lines);
    if (told !== null) print(`\n${told}`);
  }
}

/**
 * A run that a window started here, in this process, while the command trained `own`: the process stays until it has ended. Where the disk was full, the end of
 * the command's own one may not be stored yet.
 */
async function outlast(context: CliContext, client: Client, joined: Joined, own: string): Promise<void> {
  if (!joined.owns()) return;
  const others = async (): Promise<RunRow[]> =>
    (await client.call('listRuns', {})).filter(({ id, state }) => id !== own && isLive(state) && state !== 'paused');
  const [first] = await others();
  if (!first) return;
  context.warn(
    `An open window trains run ${first.number} of "${first.projectName}" in this process, which stays until that has ended. Ctrl-C stops it with a checkpoint.`,
  );
  await new Promise<void>((resolve) => {
    const off = context.onInterrupt(done);
    const offEvents = client.on('runChanged', () => void look());
    client.onClose(done);
    async function look(): Promise<void> {
      if ((await others().catch(() => [])).length === 0) done();
    }
    function done(): void {
      off();
      offEvents();
      resolve();
    }
  });
}
