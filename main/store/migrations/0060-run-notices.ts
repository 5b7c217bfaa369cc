import type { Migration } from './migration.ts';

/** A run's row tells what it had to say, too. */
export const runNotices: Migration = {
  number: 60,
  sql: `DROP INDEX run_changes_told;
    CREATE INDEX run_changes_told ON run_changes (run, id) WHERE kind IN ('edit', 'notice', 'test');`,
};
