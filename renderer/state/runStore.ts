import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EventData } from '../../shared/ipc/events.ts';
import type { RunRow, SeriesPoints, SeriesRow } from '../../shared/ipc/rows.ts';
import { readPoints } from '../../shared/ipc/readPoints.ts';
import type { Connection } from './connection.ts';
import { makeFrameQueue } from './frameQueue.ts';
import { SeriesBuffer } from './seriesBuffer.ts';

/** A line of a run with its points. */
export interface RunSeries {
  readonly row: SeriesRow;
  readonly buffer: SeriesBuffer;
}

export interface RunState {
  readonly runs: Readonly<Record<string, RunRow>>;
  /** False until the list has come for the first time. */
  readonly loaded: boolean;
}

export interface RunStore extends StoreApi<RunState> {
  /** Lines of a run that has been watched; empty before its points have come. */
  series(run: string): readonly RunSeries[];
  /** Loads the points of a run and keeps them current; calls `changed` after each change, at most once a frame. */
  watch(run: string, changed: () => void): () => void;
  /** True once the stored points of a watched run have come. */
  hasPoints(run: string): boolean;
  /** Takes a row that an answer brought, ahead of its event. */
  put(row: RunRow): void;
}

type Happening =
  | { readonly type: 'run'; readonly row: RunRow }
  | { readonly type: 'deleted'; readonly run: string }
  | { readonly type: 'points'; readonly data: EventData<'pointsAdded'> }
  | { readonly type: 'removed'; readonly data: EventData<'pointsRemoved'> };

interface Watched {
  readonly series: Map<number, RunSeries>;
  readonly hearers: Set<() => void>;
  loaded: boolean;
}

/** All runs and, of those that are looked at, their points: rows of the store, then events, merged by (series, step). */
export function makeRunStore(contract: Pick<Connection, 'call' | 'on' | 'onOpen'>): RunStore {
  const store = createStore<RunState>()(() => ({ runs: {}, loaded: false }));
  const watched = new Map<string, Watched>();

  const add = (run: Watched, points: readonly SeriesPoints[]): void => {
    for (const { series: row, points: added } of points) {
      const series = run.series.get(row.id) ?? { row, buffer: new SeriesBuffer() };
      run.series.set(row.id, series);
      series.buffer.upsert(added);
    }
  };
  const tell = (run: Watched): void => {
    for (const hearer of run.hearers) hearer();
  };
  const load = async (id: string, run: Watched): Promise<void> => {
    let first = true;
    for await (const page of readPoints(contract, id)) {
      if (watched.get(id) !== run) return;
      // Points lost on a broken connection may have been removed at the source: the stored ones replace all.
      if (first) run.series.clear();
      first = false;
      add(run, page);
      tell(run);
    }
    run.loaded = true;
    tell(run);
  };

  const flush = (happenings: readonly Happening[]): void => {
    let runs: Record<string, RunRow> | null = null;
    const changed = new Set<Watched>();
    for (const happening of happenings) {
      if (happening.type === 'run') {
        runs ??= { ...store.getState().runs };
        runs[happening.row.id] = happening.row;
      } else if (happening.type === 'deleted') {
        runs ??= { ...store.getState().runs };
        delete runs[happening.run];
        watched.delete(happening.run);
      } else {
        const run = watched.get(happening.data.run);
        if (!run) continue;
        if (happening.type === 'points') add(run, happening.data.points);
        else for (const series of run.series.values()) series.buffer.removeAfter(happening.data.after);
        changed.add(run);
      }
    }
    if (runs) store.setState({ runs });
    for (const run of changed) tell(run);
  };
  const queue = makeFrameQueue<Happening>(flush);

  contract.on('runChanged', (row) => queue({ type: 'run', row }));
  contract.on('runDeleted', ({ run }) => queue({ type: 'deleted', run }));
  contract.on('pointsAdded', (data) => queue({ type: 'points', data }));
  contract.on('pointsRemoved', (data) => queue({ type: 'removed', data }));
  contract.onOpen(() => {
    contract.call('listRuns', {}).then(
      (rows) => store.setState({ runs: Object.fromEntries(rows.map((row) => [row.id, row])), loaded: true }),
      () => undefined,
    );
    for (const [id, run] of watched) load(id, run).catch(() => undefined);
  });

  return {
    ...store,
    series: (run) => [...(watched.get(run)?.series.values() ?? [])],
    hasPoints: (run) => watched.get(run)?.loaded ?? false,
    watch(id, changed) {
      let run = watched.get(id);
      if (!run) {
        run = { series: new Map(), hearers: new Set(), loaded: false };
        watched.set(id, run);
        load(id, run).catch(() => watched.delete(id));
      }
      const { hearers } = run;
      hearers.add(changed);
      return () => hearers.delete(changed);
    },
    put: (row) => store.setState(({ runs }) => ({ runs: { ...runs, [row.id]: row } })),
  };
}
