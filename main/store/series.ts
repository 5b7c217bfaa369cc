import type { Database } from 'better-sqlite3';
import type { SeriesRow } from '../../shared/ipc/rows.ts';

type Key = Omit<SeriesRow, 'id' | 'run'>;
interface Row {
  id: number;
  run: string;
  name: string;
  split: SeriesRow['split'];
  head: string;
  unit: SeriesRow['unit'];
}
const rowToSeries = (row: Row): SeriesRow => ({ ...row });

/** The lines of each run's charts. */
export function seriesTable(db: Database) {
  const ofRun = db.prepare<[string], Row>('SELECT * FROM series WHERE run = ? ORDER BY id');
  const one = db.prepare<[string, string, string, string, string], Row>(
    'SELECT * FROM series WHERE run = ? AND name = ? AND split = ? AND head = ? AND unit = ?',
  );
  const insert = db.prepare<[string, string, string, string, string], Row>(
    'INSERT INTO series (run, name, split, head, unit) VALUES (?, ?, ?, ?, ?) RETURNING *',
  );
  return {
    list: (run: string): SeriesRow[] => ofRun.all(run).map(rowToSeries),
    /** The series of that key, made when it is new. */
    keep(run: string, { name, split, head, unit }: Key): SeriesRow {
      const row = one.get(run, name, split, head, unit) ?? insert.get(run, name, split, head, unit);
      if (!row) throw new Error(`the series ${name} of run ${run} could not be stored`);
      return rowToSeries(row);
    },
  };
}
