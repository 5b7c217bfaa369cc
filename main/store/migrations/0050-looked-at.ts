import type { Migration } from './migration.ts';

/** A project that was opened from a template only to look at it is not one that a person keeps. */
export const lookedAt: Migration = {
  number: 50,
  sql: 'ALTER TABLE projects ADD COLUMN looked INTEGER NOT NULL DEFAULT 0;',
};
