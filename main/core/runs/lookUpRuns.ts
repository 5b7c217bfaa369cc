import { join } from 'node:path';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { RunRow, RunWeights } from '../../../shared/ipc/rows.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { EngineChoice } from '../../../shared/run/engines.ts';
import { editedPlan } from '../../../shared/run/editedPlan.ts';
import { mergeEdits, type RunEdit } from '../../../shared/run/runEdit.ts';
import type { Checkpoint } from '../../store/checkpoints.ts';
import type { Store } from '../../store/openStore.ts';
import { parseEngine } from '../parseEngine.ts';
import { sentence } from '../sentence.ts';
import { findCheckpoint } from './findCheckpoint.ts';

export type RunLookup = ReturnType<typeof lookUpRuns>;

/** That something cannot be done with a run as it is now. */
export const wrongState = (run: RunRow, words: string): ContractError =>
  new ContractError('conflict', `Run ${run.number} of "${run.projectName}" ${words}.`);

/** What is kept of runs, by their ids; where it is not there, a ContractError says so in words. */
export function lookUpRuns(store: Store, folder: string) {
  const find = (id: string): RunRow => {
    const run = store.runs.find(id);
    if (!run) throw new ContractError('notFound', `There is no run "${id}": it may have been deleted.`);
    return run;
  };
  const directory = (id: string): string => join(folder, 'runs', id);
  const planOf = (id: string): TrainPlan => {
    const plan = store.runs.findPlan(id);
    if (!plan) throw new ContractError('notFound', `There is no run "${id}": it may have been deleted.`);
    return plan;
  };
  const engineOf = (id: string): EngineChoice => parseEngine(store.runs.findAskedEngine(id));
  const editsOf = (id: string): RunEdit =>
    mergeEdits(store.runChanges.list(id).flatMap((entry) => (entry.kind === 'edit' ? [entry.data] : [])));
  const documentOf = (run: RunRow): ProjectDocument => {
    const document = store.revisions.find(run.projectId, run.revision);
    if (!document) throw new ContractError('failed', `The document of ${run.projectName}, run ${run.number}, is missing in the store.`);
    return document;
  };
  /** The plan of a run as these edits leave it; refused in words where that cannot be. */
  const editedPlanOf = (run: RunRow, edits: RunEdit): TrainPlan => {
    if (!edits.blocks) return planOf(run.id);
    const edited = editedPlan(planOf(run.id), documentOf(run), edits);
    if ('problem' in edited) throw new ContractError('invalid', sentence(edited.problem));
    return edited.plan;
  };
  const wholeCheckpoint = async (run: RunRow, weights: RunWeights = 'newest'): Promise<Checkpoint> => {
    const checkpoint = await findCheckpoint(store, folder, run.id, weights);
    if (!checkpoint && weights === 'best')
      throw wrongState(run, 'has no best weights of its own: choose Best checkpoint in the training choices before a run');
    if (!checkpoint) throw wrongState(run, run.hasCheckpoint ? 'has no checkpoint whose file is whole: train its project again' : 'has no checkpoint yet');
    return checkpoint;
  };
  return { find, directory, planOf, engineOf, editsOf, documentOf, editedPlanOf, wholeCheckpoint };
}
