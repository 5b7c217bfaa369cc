import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { runWeights, type RunWeights } from '../../shared/ipc/rows.ts';
import { runEditSchema, type RunEdit } from '../../shared/run/runEdit.ts';

/** What happened to a run, in order. `step` is how far training was. */
export type RunChange =
  | { readonly kind: 'state'; readonly step: number; readonly data: { readonly state: string; readonly reason: string | null } }
  | {
      readonly kind: 'epoch';
      readonly step: number;
      readonly data: { readonly epoch: number; readonly metrics: Readonly<Record<string, number>> };
    }
  /** What was changed while it was paused. */
  | { readonly kind: 'edit'; readonly step: number; readonly data: RunEdit }
  /** What the user should know of how it trains. */
  | { readonly kind: 'notice'; readonly step: number; readonly data: { readonly message: string } }
  /** The test set was looked at, with the weights of that step. */
  | { readonly kind: 'test'; readonly step: number; readonly data: TestRecord };

/** A look at the test set. */
export interface TestRecord {
  readonly weights: RunWeights;
  /** Finished epochs of these weights. */
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number>>;
}

/** A row of the diary as it is stored. */
export interface ChangeRow {
  time: number;
  kind: string;
  step: number;
  data: string;
}
const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), step: z.number(), data: runEditSchema }),
  z.object({ kind: z.literal('notice'), step: z.number(), data: z.object({ message: z.string() }) }),
  z.object({
    kind: z.literal('test'),
    step: z.number(),
    data: z.object({ weights: runWeights, epoch: z.number(), metrics: z.record(z.string(), z.number()) }),
  }),
  z.object({ kind: z.literal('state'), step: z.number(), data: z.object({ state: z.string(), reason: z.string().nullable() }) }),
  z.object({
    kind: z.literal('epoch'),
    step: z.number(),
    data: z.object({ epoch: z.number(), metrics: z.record(z.string(), z.number()) }),
  }),
]);
export const rowToChange = ({ time, kind, step, data }: ChangeRow): RunChange & { time: number } => ({
  time,
  ...changeSchema.parse({ kind, step, data: JSON.parse(data) }),
});

/** The diary of each run: its states with their reasons, the metrics of each finished epoch, what was changed of it, what it had to say, and its tests. */
export function runChangesTable(db: Database) {
  const ofRun = db.prepare<[string], ChangeRow>('SELECT time, kind, step, data FROM run_changes WHERE run = ? ORDER BY id');
  const insert = db.prepare<[string, number, string, number, string]>(
    'INSERT INTO run_changes (run, time, kind, step, data) VALUES (?, ?, ?, ?, ?)',
  );
  const removeEpochs = db.prepare<[string, number]>(`DELETE FROM run_changes WHERE run = ? AND kind = 'epoch' AND step > ?`);
  const lastEpoch = db.prepare<[string], ChangeRow>(
    `SELECT time, kind, step, data FROM run_changes WHERE run = ? AND kind = 'epoch' ORDER BY id DESC LIMIT 1`,
  );
  return {
    list: (run: string): (RunChange & { time: number })[] => ofRun.all(run).map(rowToChange),
    insert: (run: string, time: number, change: RunChange): void =>
      void insert.run(run, time, change.kind, change.step, JSON.stringify(change.data)),
    /** Forgets the epochs that ended after `step`. */
    removeEpochsAfter: (run: string, step: number): void => void removeEpochs.run(run, step),
    /** The newest finished epoch. */
    findLastEpoch(run: string): (RunChange & { kind: 'epoch' }) | undefined {
      const row = lastEpoch.get(run);
      const change = row && rowToChange(row);
      return change?.kind === 'epoch' ? change : undefined;
    },
  };
}
