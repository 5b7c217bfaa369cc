import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { ItemValue } from '../../shared/catalogue/params.ts';

/** The data sets that runs used, by the hash of what they are made from. */
export function datasetsTable(db: Database) {
  const insert = db.prepare<[string, string, string, number]>(
    'INSERT OR IGNORE INTO datasets (hash, kind, "values", created) VALUES (?, ?, ?, ?)',
  );
  return {
    /** Stores the data set if it is new, and gives its hash. */
    keep(dataset: ItemValue, time: number): string {
      const values = JSON.stringify(Object.fromEntries(Object.entries(dataset.values).sort(([a], [b]) => (a < b ? -1 : 1))));
      const hash = createHash('sha256').update(`${dataset.kind}\n${values}`).digest('hex');
      insert.run(hash, dataset.kind, values, time);
      return hash;
    },
  };
}
