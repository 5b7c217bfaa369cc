import type { Database } from 'better-sqlite3';
import type { Point } from '../../shared/ipc/rows.ts';

interface Row {
  step: number;
  epoch: number;
  value: number;
}
const rowToPoint = ({ step, epoch, value }: Row): Point => [step, epoch, value];

/** The values of each series by step; a step stored again replaces the value. */
export function pointsTable(db: Database) {
  const after = db.prepare<[number, number, number], Row>(
    'SELECT step, epoch, value FROM points WHERE series = ? AND step > ? ORDER BY step LIMIT ?',
  );
  const put = db.prepare<[number, number, number, number]>(
    'INSERT INTO points (series, step, epoch, value) VALUES (?, ?, ?, ?) ON CONFLICT (series, step) DO UPDATE SET epoch = excluded.epoch, value = excluded.value',
  );
  const remove = db.prepare<[string, number]>('DELETE FROM points WHERE series IN (SELECT id FROM series WHERE run = ?) AND step > ?');
  return {
    /** Points of a series with a step above `step`, in order: the first `limit` of them, or all. */
    listAfter: (series: number, step: number, limit = -1): Point[] => after.all(series, step, limit).map(rowToPoint),
    put(series: number, points: readonly Point[]): void {
      for (const [step, epoch, value] of points) put.run(series, step, epoch, value);
    },
    /** Removes what a run's series hold after `step`; says how many. */
    removeAfter: (run: string, step: number): number => remove.run(run, step).changes,
  };
}
