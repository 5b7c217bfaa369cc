import { useEffect, useRef, useState } from 'react';
import { readPoints } from '../../shared/ipc/readPoints.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import type { RunSeries } from '../state/runStore.ts';
import { SeriesBuffer } from '../state/seriesBuffer.ts';
import { contract, runs as runStore } from '../state/studio.ts';
import { bestMetrics, type Best } from './bestMetrics.ts';

type BestByKey = Readonly<Record<string, Best>>;

/** The best epochs of runs: of those whose curves are here from these, of the others asked for once an epoch has ended. */
export function useBestMetrics(runs: readonly RunRow[]): (run: RunRow) => BestByKey {
  const known = useRef(new Map<string, { readonly epoch: number; readonly best: BestByKey }>());
  const asking = useRef(new Set<string>());
  const [, setAnswers] = useState(0);
  useEffect(() => {
    for (const { id, epoch } of runs) {
      if (epoch === 0 || runStore.hasPoints(id) || asking.current.has(id) || known.current.get(id)?.epoch === epoch) continue;
      asking.current.add(id);
      readSeries(id)
        .then(
          (series) => {
            known.current.set(id, { epoch, best: bestMetrics(series) });
            setAnswers((count) => count + 1);
          },
          () => undefined,
        )
        .finally(() => asking.current.delete(id));
    }
  });
  return ({ id }) => (runStore.hasPoints(id) ? bestMetrics(runStore.series(id)) : (known.current.get(id)?.best ?? {}));
}

/** The lines of a run that have a point an epoch. */
async function readSeries(run: string): Promise<readonly RunSeries[]> {
  const found = new Map<number, RunSeries>();
  for await (const page of readPoints(contract, run, 'epoch')) {
    for (const { series: row, points } of page) {
      const line = found.get(row.id) ?? { row, buffer: new SeriesBuffer() };
      found.set(row.id, line);
      line.buffer.upsert(points);
    }
  }
  return [...found.values()];
}
