import type { Database } from 'better-sqlite3';

/** A weight file of a run. `path` is relative to the data folder; `sha256` is the hash of the file's bytes. */
export interface Checkpoint {
  readonly path: string;
  readonly sha256: string;
  readonly step: number;
  readonly epoch: number;
  /** The callback for which these are the best weights; null = the newest of their time, to go on from. */
  readonly best: string | null;
}
const rowToCheckpoint = ({ path, sha256, step, epoch, best }: Checkpoint): Checkpoint => ({ path, sha256, step, epoch, best });

/** Where the weights of each run lie. The worker writes the files; the store knows only whole ones. */
export function checkpointsTable(db: Database) {
  const ofRun = db.prepare<[string], Checkpoint>(
    'SELECT path, sha256, step, epoch, best FROM checkpoints WHERE run = ? ORDER BY step DESC, id DESC',
  );
  const put = db.prepare<[string, string, string, number, number, string | null, number]>(`
    INSERT INTO checkpoints (run, path, sha256, step, epoch, best, created) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run, path) DO UPDATE SET sha256 = excluded.sha256, step = excluded.step, epoch = excluded.epoch, best = excluded.best, created = excluded.created`);
  const remove = db.prepare<[string, string]>('DELETE FROM checkpoints WHERE run = ? AND path = ?');
  const removeAfter = db.prepare<[string, number]>('DELETE FROM checkpoints WHERE run = ? AND step > ?');
  return {
    /** The newest first. */
    all: (run: string): Checkpoint[] => ofRun.all(run).map(rowToCheckpoint),
    /** Those to go on from, the newest first. */
    list: (run: string): Checkpoint[] =>
      ofRun
        .all(run)
        .filter(({ best }) => best === null)
        .map(rowToCheckpoint),
    put: (run: string, { path, sha256, step, epoch, best }: Checkpoint, time: number): void =>
      void put.run(run, path, sha256, step, epoch, best, time),
    remove: (run: string, path: string): void => void remove.run(run, path),
    removeAfter: (run: string, step: number): void => void removeAfter.run(run, step),
  };
}
