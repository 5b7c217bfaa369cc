import { rmSync } from 'node:fs';
import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { inferDocument } from '../../../shared/graph/inferDocument.ts';
import { newId } from '../../../shared/graph/newId.ts';
import type { CommandInput } from '../../../shared/ipc/commands.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { PointsPage, RunRow, RunSamples, SeriesRow } from '../../../shared/ipc/rows.ts';
import { buildPlan } from '../../../shared/plan/buildPlan.ts';
import type { EngineChoice } from '../../../shared/run/engines.ts';
import { isBeyondUse, isBroken } from '../../../shared/run/brokenLoss.ts';
import { mergeEdits, refuseEdit, type RunEdit } from '../../../shared/run/runEdit.ts';
import { isLive, isResumable } from '../../../shared/run/runState.ts';
import type { WorkerProcess } from '../../train/host/spawnWorker.ts';
import type { WorkerPool } from '../../train/host/workerPool.ts';
import type { Checkpoint } from '../../store/checkpoints.ts';
import { makeDataFolder } from '../../store/makeDataFolder.ts';
import { processIdentity } from '../processIdentity.ts';
import type { Projects } from '../projects.ts';
import type { Settings } from '../settings.ts';
import { engineToResume, requireEngine } from './chooseEngine.ts';
import { neuronAsker } from './askNeuron.ts';
import { describeMachine } from './describeMachine.ts';
import { askRuns } from './askRuns.ts';
import { lookUpRuns, wrongState } from './lookUpRuns.ts';
import { findWeights } from './findWeights.ts';
import { interruptDeadRuns } from './interruptDeadRuns.ts';
import { pagePoints } from './pagePoints.ts';
import { readSamples } from './samples.ts';
import { clearLeftovers } from './clearLeftovers.ts';
import { changeRun, followRun, recordEdit, type LiveRun, type RunContext } from './followRun.ts';

export type Runs = ReturnType<typeof makeRuns>;

/** Milliseconds that running work gets to write its last checkpoint when the core closes. */
const lastCheckpoint = 20_000;

/** Training runs: each has its own worker, and several may train side by side. */
export function makeRuns(context: RunContext, projects: Projects, settings: Settings, pool: WorkerPool) {
  const { store, bus, folder, now } = context;
  const owner = processIdentity();
  const live = new Map<string, LiveRun>();
  /** Runs that something asynchronous is about to change. */
  const busy = new Set<string>();
  let closing = false;
  const neurons = neuronAsker();

  const runs = lookUpRuns(store, folder);
  const { find, directory, planOf, engineOf, editsOf, documentOf, editedPlanOf, wholeCheckpoint } = runs;
  const takeWorker = (): WorkerProcess => {
    if (closing) throw new ContractError('closed', 'Netloom is closing.');
    return pool.take();
  };
  const exclusive = async <T>(run: RunRow, work: () => Promise<T>): Promise<T> => {
    if (busy.has(run.id)) throw wrongState(run, 'is busy with another command: wait for it');
    busy.add(run.id);
    try {
      return await work();
    } finally {
      busy.delete(run.id);
    }
  };
  const begin = (id: string, engine: EngineChoice, checkpoint: Checkpoint | null): void => {
    // A process that died in its pause never took the last ones.
    const edits = editsOf(id);
    const plan = editedPlanOf(find(id), edits);
    // From a checkpoint it has its own.
    const weights = checkpoint ? {} : findWeights(store, folder, plan);
    clearLeftovers(store, folder, id);
    const run = followRun(context, takeWorker(), {
      type: 'start',
      run: id,
      plan,
      weights,
      engine,
      directory: directory(id),
      checkpoint: checkpoint?.path ?? null,
      edits,
    });
    live.set(id, run);
    void run.settled.then(() => live.delete(id));
  };
  const liveRun = (run: RunRow): LiveRun => {
    const found = live.get(run.id);
    if (!found) throw wrongState(run, `is ${run.state}: nothing of it is running`);
    return found;
  };

  interruptDeadRuns(context, owner);
  return {
    find,
    planOf,
    wholeCheckpoint,
    ...askRuns(context, settings, runs, { neurons, takeWorker, exclusive }),
    list: (project?: string): RunRow[] => store.runs.list(project),
    /** The document as it was trained. */
    document(id: string): ProjectDocument {
      return documentOf(find(id));
    },
    points(id: string, after: number, limit: number, unit?: SeriesRow['unit']): PointsPage {
      find(id);
      return pagePoints(store, id, after, limit, unit);
    },
    /** What its model last gave at the Outputs that are shown. */
    samples(id: string): RunSamples | null {
      find(id);
      return readSamples(folder, id);
    },
    start({ project: projectId, engine, ...overrides }: CommandInput<'startRun'>): RunRow {
      if (closing) throw new ContractError('closed', 'Netloom is closing.');
      const project = projects.find(projectId);
      const document = projects.newest(project);
      const built = buildPlan(document, overrides);
      if ('problems' in built) {
        const [first, ...others] = built.problems;
        const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
        throw new ContractError(
          'invalid',
          `"${project.name}" cannot be trained yet: ${first?.message ?? 'the model is not complete'}${more}.`,
        );
      }
      const asked = requireEngine(engine ?? settings.get().engine);
      // Before anything is stored: a run that cannot begin leaves nothing behind.
      findWeights(store, folder, built.plan);
      const id = newId('run');
      store.write(() => {
        store.projects.keep(project.id);
        store.runs.insert({
          id,
          project: project.id,
          revision: project.revision,
          plan: built.plan,
          dataset: store.datasets.keep(built.plan.data.dataset, now()),
          parameters: inferDocument(document).parameters,
          askedEngine: asked,
          machine: describeMachine(),
          owner,
          created: now(),
        });
        store.runChanges.insert(id, now(), { kind: 'state', step: 0, data: { state: 'starting', reason: null } });
        makeDataFolder(directory(id));
      });
      const run = find(id);
      bus.emit({ name: 'runChanged', data: run });
      bus.emit({ name: 'projectSaved', data: projects.find(project.id) });
      begin(id, asked, null);
      return run;
    },
    pause(id: string): RunRow {
      const run = find(id);
      if (run.state !== 'starting' && run.state !== 'running') throw wrongState(run, `is ${run.state}: only a running one can be paused`);
      liveRun(run).pause();
      return find(id);
    },
    /**
     * Goes on after a pause, or in a new process from the newest whole checkpoint; from the beginning where there is none. `agreed`: the engine to go on
     * with in place of the one that it was on.
     */
    async resume(id: string, agreed?: EngineChoice): Promise<RunRow> {
      const run = find(id);
      if (!isResumable(run.state)) throw wrongState(run, `is ${run.state}: only a paused, stopped or interrupted one can be resumed`);
      // Everything random being the same, it would come to the same end; a change of it takes the place of the reason.
      if (isBroken(run))
        throw wrongState(
          run,
          isBeyondUse(run)
            ? 'stopped because its loss was no finite number, and its weights are of no use any more: begin a new run with a smaller learning rate'
            : 'stopped because its loss was no finite number, and would again: change its learning rate, and it goes on from its last good weights',
        );
      const paused = live.get(id);
      if (paused && run.state === 'paused') {
        paused.resume();
        return find(id);
      }
      return await exclusive(run, async () => {
        await live.get(id)?.settled;
        const checkpoint = run.hasCheckpoint ? await wholeCheckpoint(run) : null;
        if (closing) throw new ContractError('closed', 'Netloom is closing.');
        if (!checkpoint) findWeights(store, folder, planOf(id));
        const engine = agreed === undefined ? engineToResume(engineOf(id), run.engine, checkpoint !== null) : requireEngine(agreed);
        changeRun(context, id, { state: 'starting', reason: null, owner, ended: null });
        begin(id, engine, checkpoint);
        return find(id);
      });
    },
    /** Changes a run that is paused, or that was stopped or interrupted, from the step it stands at. */
    edit(id: string, edit: RunEdit): RunRow {
      const run = find(id);
      if (!isResumable(run.state)) throw wrongState(run, `is ${run.state}: pause it to change it`);
      if (busy.has(id)) throw wrongState(run, 'is busy with another command: wait for it');
      const refused = refuseEdit(
        edit,
        planOf(id).phases.map(({ name }) => name),
      );
      if (refused !== null) throw new ContractError('invalid', refused);
      const plan = edit.blocks ? editedPlanOf(run, mergeEdits([editsOf(id), edit])) : undefined;
      if (run.state === 'paused') liveRun(run).edit(edit, plan);
      else recordEdit(context, id, edit);
      return find(id);
    },
    /** Ends it with a checkpoint. Asked again while it is stopping, ends it at once. */
    stop(id: string): RunRow {
      const run = find(id);
      if (!isLive(run.state)) throw wrongState(run, `is ${run.state}: there is nothing to stop`);
      liveRun(run).stop();
      return find(id);
    },
    remove(id: string): void {
      const run = find(id);
      if (isLive(run.state)) throw wrongState(run, `is ${run.state}: stop it before deleting it`);
      if (busy.has(id)) throw wrongState(run, 'is busy with another command: wait for it');
      store.write(() => store.runs.remove(id));
      bus.emit({ name: 'runDeleted', data: { run: id } });
      const project = store.projects.find(run.projectId);
      if (project) bus.emit({ name: 'projectSaved', data: project });
      rmSync(directory(id), { recursive: true, force: true });
    },
    /** The project with its runs and their weights. */
    removeProject(project: string): void {
      const runs = store.runs.list(project);
      const hindrance = runs.find((run) => isLive(run.state) || busy.has(run.id));
      if (hindrance) throw wrongState(hindrance, `is ${hindrance.state}: stop it before deleting its project`);
      projects.remove(project);
      for (const run of runs) rmSync(directory(run.id), { recursive: true, force: true });
    },
    /** Ends what runs, with checkpoints. */
    async close(reason: string): Promise<void> {
      closing = true;
      for (const run of live.values()) run.stop(reason);
      const impatience = setTimeout(() => {
        for (const run of live.values()) run.kill(`${reason} The last steps after the newest checkpoint are lost.`);
      }, lastCheckpoint);
      await Promise.all([...live.values()].map((run) => run.settled));
      clearTimeout(impatience);
      await neurons.close();
      await pool.close();
    },
  };
}
