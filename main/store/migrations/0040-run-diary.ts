import type { Migration } from './migration.ts';

/** A run's row tells what was changed of it and when it was tested: found without reading its epochs, of which there may be thousands. */
export const runDiary: Migration = {
  number: 40,
  sql: `CREATE INDEX run_changes_told ON run_changes (run, id) WHERE kind IN ('edit', 'test');`,
};
