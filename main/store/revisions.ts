import type { Database } from 'better-sqlite3';
import { documentSchema, type ProjectDocument } from '../../shared/graph/document.ts';

/** This many newest revisions of a project are all kept; of older ones, one a minute and those that a run trained. */
const keptWhole = 200;
const spacing = 60_000; // milliseconds

const rowToDocument = (row: { document: string }): ProjectDocument => documentSchema.parse(JSON.parse(row.document));
const documentToRow = (document: ProjectDocument): string => JSON.stringify(document);

/** The history of each project: its document as JSON, numbered from 1. */
export function revisionsTable(db: Database) {
  const one = db.prepare<[string, number], { document: string }>('SELECT document FROM revisions WHERE project = ? AND number = ?');
  const numbers = db.prepare<[string], { number: number; created: number }>(
    'SELECT number, created FROM revisions WHERE project = ? ORDER BY number',
  );
  const page = db.prepare<[string, number, number], { number: number; created: number; document: string }>(
    'SELECT number, created, document FROM revisions WHERE project = ? AND number < ? ORDER BY number DESC LIMIT ?',
  );
  const insert = db.prepare<[string, number, number, string]>(
    'INSERT INTO revisions (project, number, created, document) VALUES (?, ?, ?, ?)',
  );
  const thin = db.prepare<{ project: string; before: number }>(`
    DELETE FROM revisions AS old WHERE project = $project AND number < $before
      AND NOT EXISTS (SELECT 1 FROM runs WHERE runs.project = old.project AND runs.revision = old.number)
      AND EXISTS (SELECT 1 FROM revisions AS later WHERE later.project = old.project AND later.number > old.number
                  AND later.number < $before AND later.created / ${spacing} = old.created / ${spacing})`);
  return {
    find(project: string, number: number): ProjectDocument | undefined {
      const row = one.get(project, number);
      return row && rowToDocument(row);
    },
    list: (project: string): { number: number; created: number }[] => numbers.all(project),
    /** Newest first: at most `limit` of those older than `before`. */
    page: (project: string, before: number, limit: number): { number: number; created: number; document: ProjectDocument }[] =>
      page.all(project, before, limit).map((row) => ({ ...row, document: rowToDocument(row) })),
    insert: (project: string, number: number, time: number, document: ProjectDocument): void =>
      void insert.run(project, number, time, documentToRow(document)),
    /** Lets go of most of the old autosaves, so that a long working day does not fill the disk. */
    thin(project: string, newest: number): void {
      if (newest % 50 === 0) thin.run({ project, before: newest - keptWhole });
    },
  };
}
