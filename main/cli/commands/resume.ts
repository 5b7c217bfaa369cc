import { ContractError } from '../../../shared/ipc/port.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { engineChoices } from '../../../shared/run/engines.ts';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { isBeyondUse, isBroken } from '../../../shared/run/brokenLoss.ts';
import { goesBy } from '../../../shared/run/goesBy.ts';
import { memoryEnd } from '../../../shared/run/memoryEnd.ts';
import { mergeEdits } from '../../../shared/run/runEdit.ts';
import { isLive, isResumable, resumesFromStart } from '../../../shared/run/runState.ts';
import { smallerRate } from '../../../shared/run/usualRate.ts';
import { askedEdit, editOptions } from '../askedEdit.ts';
import { exitCodes, oneOf, type Command } from '../command.ts';
import { findRun, runHelp } from '../findRun.ts';
import { memoryWords } from '../memoryWords.ts';
import { trainToEnd } from '../trainToEnd.ts';
import { withClient } from '../withClient.ts';

export const resumeCommand: Command = {
  name: 'resume',
  operands: '[RUN]',
  summary: 'goes on with a paused, stopped or interrupted run from its last checkpoint, to the same end as if it had never stopped',
  help:
    'Without a name it takes the newest run that can go on. ' +
    runHelp +
    '\n' +
    'Ctrl-C stops with a checkpoint; a second one ends at once.\n' +
    'What is changed of it counts from where it stands, and its record tells the change. With --json each line is one flat object, as of "netloom train".',
  options: {
    ...editOptions,
    engine: {
      value: 'NAME',
      help: `goes on on another engine, where the one that it was on cannot be had: ${engineChoices.join(', ')}; its last digits then differ`,
    },
    json: { help: 'prints one JSON object a line' },
  },
  count: [0, 1],
  run: (context, [name], options) =>
    withClient(context, async (client, joined) => {
      const json = options['json'] === true;
      const engine = oneOf(options, 'engine', engineChoices);
      const run = name === undefined ? newestResumable(await client.call('listRuns', {})) : await findRun(client, name);
      if (run === null) {
        context.warn('There is no run that can go on: none is paused, stopped or interrupted. "netloom runs" lists them all.');
        return exitCodes.problem;
      }
      if (!isResumable(run.state)) throw new ContractError('conflict', refusal(run));
      const edit = askedEdit(await client.call('getRunDocument', { run: run.id }), options);
      if (!edit && isBeyondUse(run))
        throw new ContractError(
          'conflict',
          `Run ${run.number} of "${run.projectName}" stopped because its loss was no finite number, and its weights are of no use any more: train the project again with a smaller learning rate. With --learning-rate it goes on from them all the same.`,
        );
      if (!edit && isBroken(run))
        throw new ContractError(
          'conflict',
          `Run ${run.number} of "${run.projectName}" stopped because its loss was no finite number, and would again: give it another learning rate, as netloom resume ${run.id} --learning-rate ${wantedRate(await client.call('getRunDocument', { run: run.id }), run)}`,
        );
      if (edit) {
        const { reason } = await client.call('editRun', { run: run.id, edit });
        if (!json && reason !== null) context.print(reason);
      }
      if (memoryEnd(run)) context.warn(`Note: ${memoryWords(run, false)}`);
      // From which step, is said once it has begun there: the newest checkpoint may be damaged.
      if (!json) context.print(`Run ${run.number} of "${run.projectName}" (${run.id}) goes on${from(run)}.`);
      return await trainToEnd(context, client, joined, { json }, () =>
        client.call('resumeRun', { run: run.id, ...(engine === undefined ? {} : { engine }) }).catch((error: unknown) => {
          if (!(error instanceof ContractError && error.code === 'otherEngine')) throw error;
          throw new ContractError(error.code, `${error.message} To agree: netloom resume ${run.id} --engine auto`);
        }),
      );
    }),
};

/** A smaller rate than the run went by, as `--learning-rate` takes it; of each phase where it has several. */
function wantedRate(document: ProjectDocument, { edits }: RunRow): string {
  const { rates } = goesBy(document, mergeEdits(edits.map(({ edit }) => edit)));
  return rates.map(({ phase, optimizer, rate }) => `${phase === '' ? '' : `${phase}=`}${smallerRate(optimizer, rate ?? 0.001)}`).join(',');
}

/** Runs come newest first. */
const newestResumable = (runs: readonly RunRow[]): RunRow | null => runs.find(({ state }) => isResumable(state)) ?? null;

const from = (run: RunRow): string => {
  if (run.state === 'paused') return '';
  return resumesFromStart(run) ? ' from the beginning, as it ended before its first checkpoint' : ' from its last checkpoint';
};

function refusal({ id, state, number, projectName, reason }: RunRow): string {
  const which = `Run ${number} of "${projectName}" (${id})`;
  if (isLive(state)) return `${which} is training now: there is nothing to go on from.`;
  if (state === 'finished') return `${which} has finished: train the project again for a new run.`;
  return `${which} failed and cannot go on: ${reason ?? 'it gave no reason'}`;
}
