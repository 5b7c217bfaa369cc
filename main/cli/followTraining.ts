import type { Client } from '../../shared/ipc/client.ts';
import type { RunRow, SeriesPoints } from '../../shared/ipc/rows.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { seriesKeys } from '../../shared/plan/metricRows.ts';
import { asTrained } from '../../shared/run/asTrained.ts';
import { isLive } from '../../shared/run/runState.ts';

/** What is told of a run. Every epoch from now on is told once, in order, before the end. */
export interface TrainingListener {
  started(run: RunRow): void;
  epochEnded(run: RunRow, epoch: number, metrics: Readonly<Record<string, number>>): void;
  /** Between the epochs: `metrics` are the means over the batches of the epoch so far. */
  progress(run: RunRow, epoch: number, metrics: Readonly<Record<string, number>>): void;
  /** What the user should know of how it trains: each thing once. */
  noticed(run: RunRow, message: string): void;
  ended(run: RunRow): void;
}

/** Follows the events of a run that `begin` starts, to its end. Rejects when the core goes away. */
export async function followTraining(client: Client, listener: TrainingListener, begin: () => Promise<RunRow>): Promise<RunRow> {
  let id: string | null = null;
  let early: (() => void)[] = [];
  let started = false;
  let told = 0;
  /** By epoch: the values of its end, and the sums of its batches. */
  const epochs = new Map<number, Record<string, number>>();
  const sums = new Map<string, readonly [sum: number, count: number]>();
  let sumEpoch = 0;
  let keyOf: ReturnType<typeof seriesKeys> = () => undefined;
  let resolveEnd = (_: RunRow): void => {};
  let rejectEnd = (_: Error): void => {};
  const end = new Promise<RunRow>((resolve, reject) => {
    resolveEnd = resolve;
    rejectEnd = reject;
  });

  const means = (): Record<string, number> => Object.fromEntries([...sums].map(([key, [sum, count]]) => [key, sum / count]));
  const takePoints = ({ series, points }: SeriesPoints): void => {
    const row = keyOf(series);
    // What is told of each layer comes after its epoch, and has a table of its own.
    if (row === undefined) return;
    const key = series.split === 'validation' ? `val_${row}` : row;
    for (const [, epoch, value] of points) {
      if (series.unit === 'epoch') epochs.set(epoch, { ...epochs.get(epoch), [key]: value });
      else if (series.split === 'train') {
        if (epoch !== sumEpoch) sums.clear();
        sumEpoch = epoch;
        const [sum, count] = sums.get(key) ?? [0, 0];
        sums.set(key, [sum + value, count + 1]);
      }
    }
  };
  /** Of the run's notices, those that were there before, and those that were told. */
  let heard = 0;
  const takeNotices = (run: RunRow): void => {
    for (const { message } of run.notices.slice(heard)) listener.noticed(run, message);
    heard = Math.max(heard, run.notices.length);
  };
  const takeRun = (run: RunRow): void => {
    if (!started && run.state !== 'starting' && run.engine !== null) {
      started = true;
      // A run that goes on has epochs behind it, which were told when they were trained.
      told = run.epoch;
      listener.started(run);
    }
    if (started || !isLive(run.state)) takeNotices(run);
    while (started && told < run.epoch) {
      told += 1;
      listener.epochEnded(run, told, told === run.epoch ? run.metrics : (epochs.get(told) ?? {}));
      epochs.delete(told);
    }
    if (isLive(run.state)) return listener.progress(run, run.epoch + 1, sumEpoch === run.epoch + 1 ? means() : {});
    listener.ended(run);
    resolveEnd(run);
  };
  /** Events may come before the answer that says which run is meant. */
  const when = (run: string, take: () => void): void => {
    if (id === null) early.push(() => when(run, take));
    else if (run === id) take();
  };
  const off = [
    client.on('pointsAdded', ({ run, points }) => when(run, () => points.forEach(takePoints))),
    client.on('runChanged', (run) => when(run.id, () => takeRun(run))),
    client.on('runDeleted', ({ run }) => when(run, () => rejectEnd(new Error('The run was deleted.')))),
  ];
  client.onClose(() => rejectEnd(new Error('The Netloom that trains this run has ended; "netloom runs" shows how far it came.')));
  // When the run cannot even begin, nobody waits for its end any more.
  end.catch(() => {});
  try {
    const begun = await begin();
    heard = begun.notices.length;
    keyOf = await keysOf(client, begun);
    id = begun.id;
    const waiting = early;
    early = [];
    for (const take of waiting) take();
    return await end;
  } finally {
    for (const unsubscribe of off) unsubscribe();
  }
}

/** The keys by which a run reports: those of its own rows (`RunRow.metrics`), which stand in its plan. */
async function keysOf(client: Client, run: RunRow): Promise<ReturnType<typeof seriesKeys>> {
  const built = buildPlan(asTrained(await client.call('getRunDocument', { run: run.id }), run));
  // A project of an earlier time may have problems by now: its run goes on all the same, told by its rows alone.
  return 'problems' in built ? () => undefined : seriesKeys(built.plan);
}
