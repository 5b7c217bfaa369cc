import { replaceModel } from '../../shared/graph/replaceModel.ts';
import type { CommandInput } from '../../shared/ipc/commands.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import { isBroken } from '../../shared/run/brokenLoss.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import type { RunRow, RunWeights } from '../../shared/ipc/rows.ts';
import { plural } from '../../shared/catalogue/plural.ts';
import { openDialog, select, session, showTab, toast } from './sessionStore.ts';
import { attempt, contract, documents, openProject, runs } from './studio.ts';

/** Trains the open project as it stands now. Where a problem forbids it, the problems are shown. */
export async function startRun(options: Omit<CommandInput<'startRun'>, 'project'> = {}): Promise<boolean> {
  const { document, inference } = openProject();
  const errors = inference.problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    showTab('problems');
    toast('error', `${errors.length === 1 ? 'A problem has' : `${plural(errors.length, 'problem')} have`} to be solved before training.`);
    return false;
  }
  // At once: who looks elsewhere while the run starts is not called back.
  showTab('training');
  return attempt('start training', async () => {
    await documents.flush();
    const row = await contract.call('startRun', { project: document.id, ...options });
    runs.put(row);
    const { shownRuns } = session.getState();
    session.setState({ shownRuns: shownRuns && [row.id, ...shownRuns] });
  });
}

/** Trains the open project anew in batches of this many examples, which is kept as its choice: one step of undo. */
export function startSmaller(batchSize: number): Promise<boolean> {
  const { training } = openProject().document;
  documents.edit([{ type: 'setTraining', values: { ...training, batchSize } }], { label: 'Batch size' });
  return startRun();
}

type RunCommand = 'pauseRun' | 'resumeRun' | 'stopRun';
const words: Readonly<Record<RunCommand, string>> = { pauseRun: 'pause', resumeRun: 'resume', stopRun: 'stop' };

export const controlRun = (command: RunCommand, run: string): Promise<boolean> =>
  attempt(`${words[command]} the run`, async () => {
    try {
      runs.put(await contract.call(command, { run }));
    } catch (error) {
      if (!(error instanceof ContractError && error.code === 'otherEngine')) throw error;
      openDialog({
        type: 'confirm',
        title: 'Resume on another engine?',
        text: error.message,
        action: 'Resume on another engine',
        run: () => void attempt('resume the run', async () => runs.put(await contract.call('resumeRun', { run, engine: 'auto' }))),
      });
    }
  });

/** Goes on with a run that stands still; one whose loss became no number asks first what is to be other. */
export function resumeRun(run: RunRow): void {
  if (isBroken(run)) openDialog({ type: 'editRun', run: run.id });
  else void controlRun('resumeRun', run.id);
}

/** Lets a paused run take over what was changed in the project, and go on with it where that is wished. */
export async function applyEdit(
  { run, edit, wanted }: { readonly run: RunRow; readonly edit: RunEdit; readonly wanted: string },
  goOn = false,
): Promise<void> {
  const done = await attempt('change the run', async () => runs.put(await contract.call('editRun', { run: run.id, edit })));
  if (!done) return;
  toast('success', `Run ${run.number} goes on with ${wanted}.`);
  if (goOn) void controlRun('resumeRun', run.id);
}

/** Looks at the test set: once, because a person asked. */
export const testRun = (run: RunRow, weights: RunWeights = 'newest'): Promise<boolean> =>
  attempt('evaluate the test set', async () => {
    toast('info', `Evaluating Run ${run.number} on the test set…`);
    const row = await contract.call('testRun', { run: run.id, weights });
    runs.put(row);
    toast('success', `Run ${run.number} is tested${weights === 'best' ? ' with its best weights' : ''}.`, {
      action: { title: 'Show', run: () => showTab('runs') },
    });
  });

export function deleteRun(run: RunRow): void {
  openDialog({
    type: 'confirm',
    title: 'Delete run',
    text: `Run ${run.number} is deleted with its curves, checkpoints and weights. This cannot be undone.`,
    action: 'Delete run',
    run: () => void attempt('delete the run', () => contract.call('deleteRun', { run: run.id })),
  });
}

/** Brings back the model, training and data choices of a run, as one step of undo. */
export const restoreRun = (run: RunRow): Promise<boolean> =>
  attempt('bring back the model of this run', async () => {
    const trained = await contract.call('getRunDocument', { run: run.id });
    documents.edit(replaceModel(openProject().document, trained), { label: `Bring back Run ${run.number}` });
    select([]);
    toast('success', `The model of Run ${run.number} is back.`, { action: { title: 'Undo', run: () => void documents.undo() } });
  });

/** Shows a run's curves, or takes them away. */
export function toggleShown(run: string, all: readonly RunRow[], current: string | null): void {
  const shown = new Set(session.getState().shownRuns ?? (current === null ? [] : [current]));
  if (!shown.delete(run)) shown.add(run);
  session.setState({ shownRuns: all.filter(({ id }) => shown.has(id)).map(({ id }) => id) });
}
