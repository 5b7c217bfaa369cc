import type { Migration } from './migration.ts';

/** Times are milliseconds since 1970; columns that end in JSON text hold the JSON of what the type beside the table says. */
export const start: Migration = {
  number: 10,
  sql: `
    CREATE TABLE projects (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE revisions (
      project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      created INTEGER NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (project, number)
    ) STRICT;

    CREATE TABLE datasets (
      hash TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      "values" TEXT NOT NULL,
      created INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      project TEXT NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      plan TEXT NOT NULL,
      plan_hash TEXT NOT NULL,
      dataset TEXT NOT NULL REFERENCES datasets (hash),
      split TEXT NOT NULL,
      seed INTEGER NOT NULL,
      epochs INTEGER NOT NULL,
      batch_size INTEGER NOT NULL,
      parameters INTEGER NOT NULL,
      asked_engine TEXT NOT NULL,
      engine TEXT,
      engine_version TEXT,
      device TEXT,
      threads INTEGER,
      machine TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      owner_pid INTEGER,
      owner_started TEXT,
      train_examples INTEGER,
      validation_examples INTEGER,
      test_examples INTEGER,
      steps_per_epoch INTEGER,
      created INTEGER NOT NULL,
      started INTEGER,
      ended INTEGER,
      epoch INTEGER NOT NULL DEFAULT 0,
      step INTEGER NOT NULL DEFAULT 0,
      ms_per_step REAL,
      time_left REAL,
      metrics TEXT NOT NULL DEFAULT '{}',
      UNIQUE (project, number),
      FOREIGN KEY (project, revision) REFERENCES revisions (project, number)
    ) STRICT;

    CREATE TABLE run_changes (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      time INTEGER NOT NULL,
      kind TEXT NOT NULL,
      step INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_changes_run ON run_changes (run, id);

    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      name TEXT NOT NULL,
      split TEXT NOT NULL,
      head TEXT NOT NULL,
      unit TEXT NOT NULL,
      UNIQUE (run, name, split, head, unit)
    ) STRICT;

    CREATE TABLE points (
      series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
      step INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      value REAL NOT NULL,
      PRIMARY KEY (series, step)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE checkpoints (
      id INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      step INTEGER NOT NULL,
      epoch INTEGER NOT NULL,
      created INTEGER NOT NULL,
      UNIQUE (run, path)
    ) STRICT;

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
};
