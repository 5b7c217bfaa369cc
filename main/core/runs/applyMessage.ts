import { relative } from 'node:path';
import type { RunRow, SeriesPoints } from '../../../shared/ipc/rows.ts';
import type { FromWorker, Progress, SeriesBatch } from '../../train/protocol.ts';
import type { RunChanges } from '../../store/runs.ts';
import { trainingClock } from './trainingClock.ts';
import type { Checkpoint } from '../../store/checkpoints.ts';
import type { Store } from '../../store/openStore.ts';

type Stored = Extract<FromWorker, { type: 'started' | 'points' | 'epochEnded' | 'checkpoint' }>;
/** What the transaction brought about, to be announced after it. */
export interface Applied {
  readonly points?: readonly SeriesPoints[];
  readonly removedAfter?: number;
  /** Weight files that no row names any longer. */
  readonly dropped?: readonly string[];
}

/** Checkpoints kept of a run: the newest, and the one before it should the newest file be damaged. */
const keptCheckpoints = 2;

/** Stores what a worker says of a run. To be called inside `store.write`. */
export function applyMessage(store: Store, run: RunRow, message: Stored, folder: string, now: number): Applied {
  switch (message.type) {
    case 'started':
      return applyStarted(store, run, message, now);
    case 'points': {
      store.runs.update(run.id, { ...progressChanges(message.progress), ...trainingClock.read(run, now) });
      return { points: putPoints(store, run.id, message.points) };
    }
    case 'epochEnded': {
      const metrics = finite(message.metrics);
      store.runChanges.insert(run.id, now, { kind: 'epoch', step: message.progress.step, data: { epoch: message.epoch, metrics } });
      store.runs.update(run.id, {
        ...progressChanges(message.progress),
        ...trainingClock.read(run, now),
        epoch: message.epoch,
        metrics,
      });
      return {};
    }
    case 'checkpoint': {
      const { sha256, step, epoch, best } = message;
      store.checkpoints.put(run.id, { path: relative(folder, message.path), sha256, step, epoch, best }, now);
      store.runs.update(run.id, trainingClock.read(run, now));
      const old = outlived(store.checkpoints.all(run.id));
      for (const { path } of old) store.checkpoints.remove(run.id, path);
      return { dropped: old.map(({ path }) => path) };
    }
  }
}

/** Checkpoints that nobody will ask for again: of the best ones, those that were no longer the best when the oldest kept one was written. */
function outlived(all: readonly Checkpoint[]): readonly Checkpoint[] {
  const newest = all.filter(({ best }) => best === null);
  const oldest = newest.slice(0, keptCheckpoints).at(-1)?.step ?? 0;
  const beaten = all.filter(
    ({ best, step }) => best !== null && all.some((other) => other.best === best && other.step > step && other.step <= oldest),
  );
  return [...newest.slice(keptCheckpoints), ...beaten];
}

/** Training begins, or goes on from a checkpoint: what came after that step is void. */
function applyStarted(store: Store, run: RunRow, message: Extract<Stored, { type: 'started' }>, now: number): Applied {
  const { type: _, step, ...facts } = message;
  const dropped = store.checkpoints.all(run.id).filter((checkpoint) => checkpoint.step > step);
  store.points.removeAfter(run.id, step);
  store.runChanges.removeEpochsAfter(run.id, step);
  store.checkpoints.removeAfter(run.id, step);
  const last = store.runChanges.findLastEpoch(run.id)?.data;
  store.runs.update(run.id, {
    ...facts,
    step,
    epoch: last?.epoch ?? 0,
    metrics: last?.metrics ?? {},
    started: run.started ?? now,
    ended: null,
    ...trainingClock.start(now),
  });
  return { removedAfter: step, dropped: dropped.map(({ path }) => path) };
}

const progressChanges = ({ step, stepsPerEpoch, msPerStep, timeLeft }: Progress): RunChanges => ({
  step,
  stepsPerEpoch,
  msPerStep,
  timeLeft,
});

function putPoints(store: Store, run: string, batches: readonly SeriesBatch[]): SeriesPoints[] {
  return batches.flatMap((batch) => {
    // A value that is not a number has no place on a chart and none in JSON: it is a gap.
    const points = batch.points.filter(([, , value]) => Number.isFinite(value));
    if (points.length === 0) return [];
    const series = store.series.keep(run, batch.series);
    store.points.put(series.id, points);
    return [{ series, points }];
  });
}

/** The metrics that are numbers: a loss that overflowed is left out. */
export const finite = (metrics: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value)));
