import type { Client } from '../../../shared/ipc/client.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import { engineChoices } from '../../../shared/run/engines.ts';
import { isLive } from '../../../shared/run/runState.ts';
import { requireEngine } from '../../core/runs/chooseEngine.ts';
import type { Joined } from '../../local/joinCore.ts';
import { exitCodes, oneOf, wholeNumber, type CliContext, type Command } from '../command.ts';
import { followTraining } from '../followTraining.ts';
import { loadProject, sayProblem } from '../loadProject.ts';
import { jsonReporter, textReporter } from '../reporters.ts';
import { storeProject, storeTemplate, type StoredProject } from '../storeProject.ts';
import { withClient } from '../withClient.ts';

const becameWords: Readonly<Record<StoredProject['became'], string>> = {
  new: 'is new: the studio lists it.',
  changed: 'was there: the file is its newest revision.',
  same: 'is unchanged: the run is added to it.',
};

export const trainCommand: Command = {
  name: 'train',
  operands: 'FILE|TEMPLATE',
  summary: 'trains a project and keeps the run; beside an open studio, the studio shows it',
  help:
    'A file is stored under its id as a new revision of the project. Ctrl-C stops with a checkpoint, from which the studio can go on; a second one ends at once.\n' +
    'With --json each line is one flat object: runStarted, epochEnded, and runFinished, runStopped, runFailed or runInterrupted.',
  options: {
    epochs: { value: 'N', help: "epochs to train, in place of the project's" },
    'batch-size': { value: 'N', help: "examples in a step, in place of the project's" },
    seed: { value: 'N', help: 'what everything random is drawn from' },
    limit: { value: 'N', help: 'only the first N training examples after the seeded shuffle' },
    engine: { value: 'NAME', help: engineChoices.join(', ') },
    json: { help: 'prints one JSON object a line' },
  },
  count: [1, 1],
  async run(context, [target = ''], options) {
    const overrides = {
      epochs: wholeNumber(options, 'epochs', 1),
      batchSize: wholeNumber(options, 'batch-size', 1),
      seed: wholeNumber(options, 'seed', Number.MIN_SAFE_INTEGER),
      limit: wholeNumber(options, 'limit', 1),
    };
    const engine = oneOf(options, 'engine', engineChoices);
    const { document, template } = loadProject(target, context.directory);
    const built = buildPlan(document, overrides);
    if ('problems' in built) {
      for (const problem of built.problems) context.warn(sayProblem(document, problem));
      return exitCodes.problem;
    }
    return await withClient(context, async (client, joined) => {
      // Before anything is stored: a command that is refused leaves nothing behind.
      requireEngine(engine ?? (await client.call('getSettings', {})).engine);
      const { project, became } = await (template ? storeTemplate(client, document) : storeProject(client, document));
      if (options['json'] !== true) context.print(`The project "${project.name}" (${project.id}) ${becameWords[became]}`);
      const code = await train(context, client, options['json'] === true, () =>
        client.call('startRun', { project: project.id, ...overrides, engine }),
      );
      await outlast(context, client, joined);
      return code;
    });
  },
};

/** Trains to the end; Ctrl-C stops. Gives the exit code. */
async function train(context: CliContext, client: Client, json: boolean, start: () => Promise<RunRow>): Promise<number> {
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
    if (interrupts > 0) return exitCodes.interrupted;
    return run.state === 'finished' ? exitCodes.ok : exitCodes.problem;
  } finally {
    off();
  }
}

/** A run that a window started here, in this process, while the command trained: the process stays until it has ended. */
async function outlast(context: CliContext, client: Client, joined: Joined): Promise<void> {
  if (!joined.owns()) return;
  const others = async (): Promise<RunRow[]> =>
    (await client.call('listRuns', {})).filter((run) => isLive(run.state) && run.state !== 'paused');
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
