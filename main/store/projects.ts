import type { Database } from 'better-sqlite3';
import type { ProjectRow } from '../../shared/ipc/rows.ts';

interface Row {
  id: string;
  name: string;
  created: number;
  changed: number;
  revision: number;
  runs: number;
}
const rowToProject = (row: Row): ProjectRow => ({ ...row });
const select = 'SELECT projects.*, (SELECT count(*) FROM runs WHERE runs.project = projects.id) AS runs FROM projects';

/** Projects by id; each points at its newest revision. */
export function projectsTable(db: Database) {
  const one = db.prepare<[string], Row>(`${select} WHERE id = ?`);
  const all = db.prepare<[], Row>(`${select} ORDER BY changed DESC, id`);
  const insert = db.prepare<[string, string, number, number]>(
    'INSERT INTO projects (id, name, created, changed, revision) VALUES (?, ?, ?, ?, 0)',
  );
  const update = db.prepare<[string, number, number, string]>('UPDATE projects SET name = ?, changed = ?, revision = ? WHERE id = ?');
  const remove = db.prepare<[string]>('DELETE FROM projects WHERE id = ?');
  return {
    find(id: string): ProjectRow | undefined {
      const row = one.get(id);
      return row && rowToProject(row);
    },
    /** The one changed last comes first. */
    list: (): ProjectRow[] => all.all().map(rowToProject),
    insert: (id: string, name: string, time: number): void => void insert.run(id, name, time, time),
    update: (id: string, changes: { name: string; changed: number; revision: number }): void =>
      void update.run(changes.name, changes.changed, changes.revision, id),
    /** Removes revisions with it; its runs must be gone. */
    remove: (id: string): void => void remove.run(id),
  };
}
