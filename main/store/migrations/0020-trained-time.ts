import type { Migration } from './migration.ts';

/**
 * The time that a run has trained. Of runs that are there already it is read from their diary: each entry made while it trained counts up
 * to the next one, except up to the word that it was interrupted, which was written when Netloom was opened again.
 */
export const trainedTime: Migration = {
  number: 20,
  sql: `
    ALTER TABLE runs ADD COLUMN trained INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE runs ADD COLUMN trained_at INTEGER;

    CREATE TEMP TABLE diary AS
      SELECT
        run,
        time,
        kind = 'epoch' OR json_extract(data, '$.state') IN ('running', 'pausing', 'stopping') AS trains,
        lead(time) OVER entries AS next_time,
        lead(json_extract(data, '$.state')) OVER entries AS next_state
      FROM run_changes
      WINDOW entries AS (PARTITION BY run ORDER BY id);
    UPDATE runs SET trained = coalesce(
      (SELECT sum(max(0, next_time - time)) FROM diary WHERE diary.run = runs.id AND trains AND next_state IS NOT 'interrupted'), 0);
    UPDATE runs SET ended = coalesce((SELECT max(time) FROM diary WHERE diary.run = runs.id AND next_time IS NOT NULL), ended)
      WHERE state = 'interrupted';
    UPDATE runs SET trained_at = (SELECT max(time) FROM diary WHERE diary.run = runs.id) WHERE state IN ('running', 'pausing', 'stopping');
    DROP TABLE diary;
  `,
};
