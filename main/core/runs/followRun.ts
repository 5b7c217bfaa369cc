import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { RunRow } from '../../../shared/ipc/rows.ts';
import { brokenLoss } from '../../../shared/run/brokenLoss.ts';
import { editWords, type RunEdit } from '../../../shared/run/runEdit.ts';
import type { RunState } from '../../../shared/run/runState.ts';
import { whyCrashed } from '../../engine/check/proveTensorflow.ts';
import type { WorkerProcess } from '../../train/host/spawnWorker.ts';
import type { FromWorker, StartMessage } from '../../train/protocol.ts';
import type { RunChanges } from '../../store/runs.ts';
import type { Store } from '../../store/openStore.ts';
import type { Bus } from '../bus.ts';
import { sentence } from '../sentence.ts';
import { applyMessage } from './applyMessage.ts';
import { keptWords } from './keptWords.ts';
import { keepSamples } from './samples.ts';
import { trainingClock } from './trainingClock.ts';

export interface RunContext {
  readonly store: Store;
  readonly bus: Bus;
  readonly folder: string;
  readonly now: () => number;
  /** For the log: what the user needs not read. */
  readonly log: (text: string) => void;
  /** Why a process crashed before it trained on this engine, in words, where that can be told. */
  readonly whyCrashed?: typeof whyCrashed;
}
/** A run with its worker. The commands say what is wished; the state follows when the worker has done it. */
export interface LiveRun {
  pause(): void;
  resume(): void;
  /** Changes a paused run: it goes on with the change. */
  edit(edit: RunEdit, plan?: TrainPlan): void;
  /** Ends it with a checkpoint; asked a second time, at once. `reason` is shown with the run. */
  stop(reason?: string): void;
  kill(reason: string): void;
  /** Resolves when the run has its final state and its process is gone. */
  readonly settled: Promise<void>;
}

/** Milliseconds until an end that the disk did not take is stored again. */
const storeAgain = 2000;

/** Changes a run's row with its diary in one transaction, and announces it. */
export function changeRun({ store, bus, now }: RunContext, id: string, changes: RunChanges): RunRow {
  store.write(() => {
    store.runs.update(id, changes);
    const { state, reason = null } = changes;
    if (state !== undefined)
      store.runChanges.insert(id, now(), { kind: 'state', step: store.runs.find(id)?.step ?? 0, data: { state, reason } });
  });
  const run = store.runs.find(id);
  if (!run) throw new Error(`the run ${id} is gone`);
  bus.emit({ name: 'runChanged', data: run });
  return run;
}

/** Keeps what is changed of a run from where it stands, and announces it. */
export function recordEdit({ store, bus, now }: RunContext, id: string, edit: RunEdit): void {
  const step = store.runs.find(id)?.step ?? 0;
  store.write(() => {
    store.runChanges.insert(id, now(), { kind: 'edit', step, data: edit });
    store.runs.update(id, { reason: editWords(edit, step) });
  });
  const run = store.runs.find(id);
  if (run) bus.emit({ name: 'runChanged', data: run });
}

/** Keeps what a run has to say, and announces it. */
function recordNotice({ store, bus, now }: RunContext, id: string, message: string): void {
  store.write(() => store.runChanges.insert(id, now(), { kind: 'notice', step: store.runs.find(id)?.step ?? 0, data: { message } }));
  const run = store.runs.find(id);
  if (run) bus.emit({ name: 'runChanged', data: run });
}

/** Lets a worker train a run and stores what it says; a message is acknowledged only once it is on the disk. */
export function followRun(context: RunContext, worker: WorkerProcess, start: StartMessage): LiveRun {
  const { store, bus, folder, now, log } = context;
  const id = start.run;
  let begun = false;
  let pauseWished = false;
  let stopReason: string | null = null;
  let over = false;
  const told = new Set<string>();
  let resolveSettled = (): void => {};
  const settled = new Promise<void>((resolve) => {
    resolveSettled = resolve;
  });

  const change = (changes: RunChanges): void => void changeRun(context, id, changes);

  /**
   * The last word on this run, at the time `ended`. A disk that takes nothing is told of at once, and the state follows when there is room
   * again.
   */
  const finish = (final: RunState, reason: string | null, ended = now()): void => {
    if (over) return;
    over = true;
    const run = store.runs.find(id);
    const changes = { state: final, reason, ended, timeLeft: null, ...(run && trainingClock.stop(run, ended)) };
    const keep = (): void => {
      try {
        change({ ...changes, owner: null });
      } catch (error) {
        log(`run ${id}: its end cannot be stored yet: ${String(error)}`);
        if (run) bus.emit({ name: 'runChanged', data: { ...run, ...changes } });
        setTimeout(keep, storeAgain).unref();
      }
    };
    keep();
    void worker.dismiss().then(resolveSettled);
  };

  const take = (message: Extract<FromWorker, { type: 'started' | 'points' | 'epochEnded' | 'checkpoint' }>): void => {
    const run = store.runs.find(id);
    if (!run) return worker.kill('The run was deleted.');
    const applied = store.write(() => applyMessage(store, run, message, folder, now()));
    if ('number' in message) worker.send({ type: 'acknowledge', number: message.number });
    for (const path of applied.dropped ?? []) rmSync(join(folder, path), { force: true });
    if (applied.removedAfter !== undefined && run.started !== null)
      bus.emit({ name: 'pointsRemoved', data: { run: id, after: applied.removedAfter } });
    if (applied.points && applied.points.length > 0) bus.emit({ name: 'pointsAdded', data: { run: id, points: [...applied.points] } });
    const after = store.runs.find(id);
    if (after) bus.emit({ name: 'runChanged', data: after });
  };

  /** The end in words, with what was changed on the way. */
  const finalWords = (reason: string | null): string | null => {
    const edits = store.runChanges.list(id).flatMap((entry) => (entry.kind === 'edit' ? [editWords(entry.data, entry.step)] : []));
    return [...(reason === null ? [] : [reason]), ...edits].join(' ') || null;
  };

  const hear = (message: FromWorker): void => {
    const found = store.runs.find(id);
    switch (message.type) {
      case 'started':
        take(message);
        begun = true;
        if (stopReason !== null) worker.send({ type: 'stop' });
        else if (pauseWished) worker.send({ type: 'pause' });
        else change({ state: 'running', reason: null });
        return;
      case 'points':
      case 'epochEnded':
      case 'checkpoint':
        return take(message);
      case 'samples': {
        keepSamples(folder, id, message.samples);
        const { epoch, step } = message.samples;
        return bus.emit({ name: 'samplesTaken', data: { run: id, epoch, step } });
      }
      case 'notice':
        // A model that is made anew says the same again.
        if (told.has(message.message)) return;
        told.add(message.message);
        log(`run ${id}: ${message.message}`);
        return recordNotice(context, id, message.message);
      case 'paused':
        if (found?.state === 'pausing') change({ state: 'paused', timeLeft: null, ...trainingClock.stop(found, now()) });
        return;
      case 'resumed':
        if (found?.state === 'paused') change({ state: 'running', ...trainingClock.start(now()) });
        return;
      case 'ended':
        if (message.outcome === 'broken') return finish('stopped', finalWords(`${sentence(message.reason ?? brokenLoss)} ${keptWords(store, id)}`));
        return finish(message.outcome, message.outcome === 'stopped' ? stopReason : finalWords(message.reason));
      case 'failed':
        log(`run ${id}: ${message.detail}`);
        return finish(message.outside === true ? 'interrupted' : 'failed', sentence(message.message));
      case 'tested':
      case 'rateFound':
      case 'predicted':
      case 'exported':
      case 'hello':
      case 'heartbeat':
    }
  };

  const interrupt = async (reason: string, early: boolean): Promise<void> => {
    const ended = store.runs.find(id)?.trainedAt ?? now();
    if (!early) return finish('interrupted', reason, ended);
    const why = await (context.whyCrashed ?? whyCrashed)(start.engine).catch((error: unknown) => log(`run ${id}: ${String(error)}`));
    if (why) log(`run ${id}: ${reason}`);
    finish('interrupted', why ?? reason, ended);
  };

  worker.follow({
    message(message) {
      try {
        if (!over) hear(message);
      } catch (error) {
        // What cannot be stored is not acknowledged: the run goes back to its last checkpoint when it is resumed.
        log(`run ${id}: ${message.type} cannot be stored: ${String(error)}`);
        const words = (error instanceof Error ? error.message : String(error)).replace(/ Nothing was changed\.$/, '');
        worker.kill(begun ? `${words} What was trained since the last checkpoint is trained again when it is resumed.` : words);
      }
    },
    // Its process is gone: it trained until it was last heard of.
    ended: (reason, crashed) => void interrupt(reason, crashed && !begun),
  });
  worker.send(start);

  return {
    settled,
    pause() {
      if (over) return;
      pauseWished = true;
      change({ state: 'pausing' });
      if (begun) worker.send({ type: 'pause' });
    },
    resume() {
      pauseWished = false;
      worker.send({ type: 'resume' });
    },
    edit(edit, plan) {
      recordEdit(context, id, edit);
      worker.send({ type: 'edit', edit, ...(plan ? { plan } : {}) });
    },
    stop(reason = 'Stopped by the user.') {
      if (over) return;
      const again = stopReason !== null;
      stopReason ??= reason;
      if (!begun || again) {
        // Nothing was trained in this process yet, or the checkpoint is taking too long for the one who waits.
        const words = begun ? `${stopReason} The last steps after the newest checkpoint are lost.` : stopReason;
        finish('stopped', words);
        worker.kill(words);
        return;
      }
      change({ state: 'stopping' });
      worker.send({ type: 'stop' });
    },
    kill(reason) {
      worker.kill(reason);
    },
  };
}
