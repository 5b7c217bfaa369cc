import type { Database } from 'better-sqlite3';
import type { ProjectRow } from '../../shared/ipc/rows.ts';

interface Row {
  id: string;
  name: string;
  created: number;
  changed: number;
  revision: number;
  runs: number;
  looked: number;
}
const rowToProject = (row: Row): ProjectRow => ({ ...row, looked: row.looked === 1 });
const select = 'SELECT projects.*, (SELECT count(*) FROM runs WHERE runs.project = projects.id) AS runs FROM projects';

/** Projects by id; each points at its newest revision. */
export function projectsTable(db: Database) {
  const one = db.prepare<[string], Row>(`${select} WHERE id = ?`);
  const all = db.prepare<[], Row>(`${select} ORDER BY changed DESC, id`);
  const insert = db.prepare<[string, string, number, number, number]>(
    'INSERT INTO projects (id, name, created, changed, revision, looked) VALUES (?, ?, ?, ?, 0, ?)',
  );
  const keep = db.prepare<[string]>('UPDATE projects SET looked = 0 WHERE id = ?');
  const oldLooks = db.prepare<[number], { id: string }>('SELECT id FROM projects WHERE looked = 1 AND changed < ?');
  const update = db.prepare<[string, number, number, string]>('UPDATE projects SET name = ?, changed = ?, revision = ? WHERE id = ?');
  const remove = db.prepare<[string]>('DELETE FROM projects WHERE id = ?');
  return {
    find(id: string): ProjectRow | undefined {
      const row = one.get(id);
      return row && rowToProject(row);
    },
    /** The one changed last comes first. */
    list: (): ProjectRow[] => all.all().map(rowToProject),
    /** `looked`: only to look at it, until `keep`. */
    insert: (id: string, name: string, time: number, looked = false): void => void insert.run(id, name, time, time, looked ? 1 : 0),
    keep: (id: string): void => void keep.run(id),
    /** Those that were only looked at, before `time`. */
    listOldLooks: (time: number): string[] => oldLooks.all(time).map(({ id }) => id),
    update: (id: string, changes: { name: string; changed: number; revision: number }): void =>
      void update.run(changes.name, changes.changed, changes.revision, id),
    /** Removes revisions with it; its runs must be gone. */
    remove: (id: string): void => void remove.run(id),
  };
}
