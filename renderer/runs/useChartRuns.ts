import { useEffect, useMemo, useRef, useState } from 'react';
import { isLive } from '../../shared/run/runState.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import type { RunSeries } from '../state/runStore.ts';
import { runs as runStore } from '../state/studio.ts';
import { SmoothSeries } from './smoothSeries.ts';

/** Milliseconds between two drawings of a live chart at least: ten a second. */
const drawPause = 100;

export interface ChartRun {
  readonly run: RunRow;
  readonly series: readonly RunSeries[];
}

/** The points of runs, as a new value at most ten times a second while they change; and their smoothed lines, kept between drawings. */
export function useChartRuns(shown: readonly RunRow[]): {
  readonly runs: readonly ChartRun[];
  readonly loaded: boolean;
  readonly smooth: (series: RunSeries) => SmoothSeries;
} {
  const [drawing, setDrawing] = useState(0);
  const ids = shown.map((run) => run.id).join(' ');
  const live = shown.map((run) => isLive(run.state)).join(' ');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const draw = (): void => {
      timer = undefined;
      last = performance.now();
      setDrawing((count) => count + 1);
    };
    const changed = (): void => {
      timer ??= setTimeout(draw, Math.max(0, last + drawPause - performance.now()));
    };
    const offs = ids
      .split(' ')
      .filter(Boolean)
      .map((id) => runStore.watch(id, changed));
    changed();
    return () => {
      clearTimeout(timer);
      for (const off of offs) off();
    };
  }, [ids]);

  // Rows change many times a second while a run lives; the charts need only which runs, and their numbers.
  const rows = useRef(shown);
  rows.current = shown;
  const cache = useRef(new WeakMap<RunSeries, SmoothSeries>());
  return useMemo(() => {
    const wanted = ids.split(' ');
    return {
      runs: rows.current.filter(({ id }) => wanted.includes(id)).map((run) => ({ run, series: runStore.series(run.id) })),
      loaded: drawing > 0 && rows.current.every(({ id }) => runStore.hasPoints(id)),
      smooth(series: RunSeries) {
        const kept = cache.current.get(series) ?? new SmoothSeries();
        cache.current.set(series, kept);
        return kept;
      },
    };
    // A run that comes to rest is told of once more, though no point comes with it.
    // eslint-disable-next-line react/exhaustive-deps
  }, [ids, drawing, live]);
}
