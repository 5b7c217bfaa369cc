import type { Migration } from './migration.ts';

/** Weights that a callback has found to be the best are kept beside the newest ones. */
export const bestCheckpoints: Migration = {
  number: 30,
  sql: 'ALTER TABLE checkpoints ADD COLUMN best TEXT;',
};
