import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { RunRow } from '../../shared/ipc/rows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { isLive, runStates, type RunState } from '../../shared/run/runState.ts';
import { rowToChange, type ChangeRow } from './runChanges.ts';

/** The process that trains a run: its pid, and its start time so that a later process with the same pid is not taken for it. */
export interface Owner {
  readonly pid: number;
  readonly started: string;
}
/** What a run is made with; the rest comes while it trains. */
export interface NewRun {
  readonly id: string;
  readonly project: string;
  readonly revision: number;
  readonly plan: TrainPlan;
  readonly dataset: string;
  readonly parameters: number;
  readonly askedEngine: string;
  readonly machine: Readonly<Record<string, string | number>>;
  readonly owner: Owner;
  readonly created: number;
}
/** What changes while it lives. */
export interface RunChanges {
  readonly state?: RunState;
  readonly reason?: string | null;
  readonly owner?: Owner | null;
  readonly engine?: string;
  readonly engineVersion?: string;
  readonly device?: string;
  readonly threads?: number;
  readonly trainExamples?: number;
  readonly validationExamples?: number;
  readonly testExamples?: number;
  readonly stepsPerEpoch?: number;
  readonly started?: number;
  readonly ended?: number | null;
  readonly trained?: number;
  readonly trainedAt?: number | null;
  readonly epoch?: number;
  readonly step?: number;
  readonly msPerStep?: number | null;
  readonly timeLeft?: number | null;
  readonly metrics?: Readonly<Record<string, number>>;
}

interface Row {
  id: string;
  project: string;
  project_name: string;
  number: number;
  revision: number;
  plan_hash: string;
  state: RunState;
  reason: string | null;
  engine: string | null;
  engine_version: string | null;
  device: string | null;
  threads: number | null;
  seed: number;
  epochs: number;
  batch_size: number;
  parameters: number;
  train_examples: number | null;
  validation_examples: number | null;
  test_examples: number | null;
  steps_per_epoch: number | null;
  created: number;
  started: number | null;
  ended: number | null;
  trained: number;
  trained_at: number | null;
  epoch: number;
  step: number;
  ms_per_step: number | null;
  time_left: number | null;
  metrics: string;
  checkpoints: number;
  best_epoch: number | null;
  told: string;
}
const metricsSchema = z.record(z.string(), z.number());
const ownerSchema = z.object({ owner_pid: z.number(), owner_started: z.string() });

function rowToRun(row: Row): RunRow {
  const told = (JSON.parse(row.told) as ChangeRow[]).map(rowToChange);
  return {
    id: row.id,
    projectId: row.project,
    projectName: row.project_name,
    number: row.number,
    revision: row.revision,
    planHash: row.plan_hash,
    state: row.state,
    reason: row.reason,
    engine: row.engine,
    engineVersion: row.engine_version,
    device: row.device,
    threads: row.threads,
    seed: row.seed,
    epochs: row.epochs,
    batchSize: row.batch_size,
    parameters: row.parameters,
    trainExamples: row.train_examples,
    validationExamples: row.validation_examples,
    testExamples: row.test_examples,
    created: row.created,
    started: row.started,
    ended: row.ended,
    trained: row.trained,
    trainedAt: row.trained_at,
    epoch: row.epoch,
    step: row.step,
    stepsPerEpoch: row.steps_per_epoch,
    msPerStep: row.ms_per_step,
    timeLeft: row.time_left,
    metrics: metricsSchema.parse(JSON.parse(row.metrics)),
    hasCheckpoint: row.checkpoints > 0,
    bestEpoch: row.best_epoch,
    edits: told.flatMap((change) => (change.kind === 'edit' ? [{ step: change.step, edit: change.data }] : [])),
    notices: told.flatMap((change) => (change.kind === 'notice' ? [{ step: change.step, message: change.data.message }] : [])),
    tests: told.flatMap(({ time, step, ...change }) =>
      change.kind === 'test' ? [{ time, step, epoch: change.data.epoch, weights: change.data.weights }] : [],
    ),
  };
}

/** The columns that a change sets. */
function changesToRow(changes: RunChanges): Record<string, string | number | null> {
  const { owner, metrics, ...plain } = changes;
  const columns: Record<string, string | number | null> = {};
  for (const [key, value] of Object.entries(plain)) {
    if (value !== undefined) columns[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  }
  if (owner !== undefined) {
    columns['owner_pid'] = owner?.pid ?? null;
    columns['owner_started'] = owner?.started ?? null;
  }
  if (metrics !== undefined) columns['metrics'] = JSON.stringify(metrics);
  return columns;
}

const select = `SELECT runs.*, projects.name AS project_name, (SELECT count(*) FROM checkpoints WHERE checkpoints.run = runs.id AND best IS NULL) AS checkpoints,
  (SELECT json_group_array(json_object('time', time, 'kind', kind, 'step', step, 'data', data)) FROM
    (SELECT * FROM run_changes WHERE run_changes.run = runs.id AND kind IN ('edit', 'notice', 'test') ORDER BY id)) AS told,
  (SELECT max(epoch) FROM checkpoints WHERE checkpoints.run = runs.id AND best = 'bestCheckpoint') AS best_epoch
  FROM runs JOIN projects ON projects.id = runs.project`;
const live = `(${runStates
  .filter(isLive)
  .map((state) => `'${state}'`)
  .join(', ')})`;

/** Every training run: what it was made from, how far it is, and how it ended. */
export function runsTable(db: Database) {
  const one = db.prepare<[string], Row>(`${select} WHERE runs.id = ?`);
  const all = db.prepare<[], Row>(`${select} ORDER BY runs.created DESC, runs.number DESC`);
  const ofProject = db.prepare<[string], Row>(`${select} WHERE runs.project = ? ORDER BY runs.number DESC`);
  const alive = db.prepare<[], Row>(`${select} WHERE runs.state IN ${live}`);
  const plan = db.prepare<[string], { plan: string }>('SELECT plan FROM runs WHERE id = ?');
  const asked = db.prepare<[string], { asked_engine: string }>('SELECT asked_engine FROM runs WHERE id = ?');
  const owner = db.prepare<[string], { owner_pid: number | null; owner_started: string | null }>(
    'SELECT owner_pid, owner_started FROM runs WHERE id = ?',
  );
  const remove = db.prepare<[string]>('DELETE FROM runs WHERE id = ?');
  const insert = db.prepare<Record<string, string | number>>(`
    INSERT INTO runs (id, project, number, revision, plan, plan_hash, dataset, split, seed, epochs, batch_size, parameters, asked_engine, machine,
                      state, owner_pid, owner_started, created)
    VALUES ($id, $project, (SELECT coalesce(max(number), 0) + 1 FROM runs WHERE project = $project), $revision, $plan, $plan_hash, $dataset, $split,
            $seed, $epochs, $batch_size, $parameters, $asked_engine, $machine, 'starting', $owner_pid, $owner_started, $created)`);

  return {
    find(id: string): RunRow | undefined {
      const row = one.get(id);
      return row && rowToRun(row);
    },
    /** Newest first. */
    list: (project?: string): RunRow[] => (project === undefined ? all.all() : ofProject.all(project)).map(rowToRun),
    /** Runs that a process trains, or trained when it died. */
    listLive: (): RunRow[] => alive.all().map(rowToRun),
    insert(run: NewRun): void {
      const { dataset: _, limit: __, ...split } = run.plan.data;
      insert.run({
        id: run.id,
        project: run.project,
        revision: run.revision,
        plan: JSON.stringify(run.plan),
        plan_hash: run.plan.hash,
        dataset: run.dataset,
        split: JSON.stringify(split),
        seed: run.plan.seed,
        epochs: run.plan.epochs,
        batch_size: run.plan.batchSize,
        parameters: run.parameters,
        asked_engine: run.askedEngine,
        machine: JSON.stringify(run.machine),
        owner_pid: run.owner.pid,
        owner_started: run.owner.started,
        created: run.created,
      });
    },
    update(id: string, changes: RunChanges): void {
      const columns = changesToRow(changes);
      const names = Object.keys(columns);
      if (names.length === 0) return;
      db.prepare(`UPDATE runs SET ${names.map((name) => `${name} = $${name}`).join(', ')} WHERE id = $id`).run({ ...columns, id });
    },
    /** The plan as it was trained. */
    findPlan(id: string): TrainPlan | undefined {
      const row = plan.get(id);
      return row && (JSON.parse(row.plan) as TrainPlan);
    },
    findAskedEngine: (id: string): string | undefined => asked.get(id)?.asked_engine,
    findOwner(id: string): Owner | undefined {
      const parsed = ownerSchema.safeParse(owner.get(id));
      return parsed.success ? { pid: parsed.data.owner_pid, started: parsed.data.owner_started } : undefined;
    },
    /** Removes its series, points, changes and checkpoint rows with it. */
    remove: (id: string): void => void remove.run(id),
  };
}
