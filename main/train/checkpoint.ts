import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { makeFolder } from '../files/makeFolder.ts';
import { runEditSchema } from '../../shared/run/runEdit.ts';
import type { Engine, State } from '../engine/engine.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import { writeFileAtomic } from './writeFileAtomic.ts';

const headerSchema = z.object({
  version: z.literal(1),
  planHash: z.string(),
  /** Epoch in work, from 0, and its batches done; `step` counts batches of all epochs. */
  epoch: z.number().int().min(0),
  batch: z.number().int().min(0),
  step: z.number().int().min(0),
  seed: z.number(),
  /** What adds up of each metric over the batches done of this epoch. */
  sums: z.record(z.string(), z.array(z.number())),
  /** What the schedule remembers. */
  schedule: z.record(z.string(), z.number()).default({}),
  /** What was changed while it was paused. */
  edits: runEditSchema.default({}),
  /** What the callbacks remember, by kind. */
  callbacks: z.record(z.string(), z.record(z.string(), z.number())).default({}),
  engine: z.string(),
  engineVersion: z.string(),
  threads: z.number().int(),
  /** By what the engine runs its graphs; '' where there is one way. */
  session: z.string().default(''),
  device: z.string().default(''),
  /** What the engine had chosen by measuring. */
  choices: z.record(z.string(), z.string()).default({}),
});

/** Where training stands besides its tensors: with both it goes on as if it had never stopped. */
export type Position = z.infer<typeof headerSchema>;
type Opened = Pick<Engine, 'name' | 'version' | 'threads' | 'device' | 'session'>;
/** What the last bits of a training hang on besides its plan. */
export type Place = Pick<Position, 'engine' | 'engineVersion' | 'threads' | 'session' | 'device'>;
export const placeOf = ({ name, version, threads, device, session = '' }: Opened): Place => ({
  engine: name,
  engineVersion: version,
  threads,
  session,
  device,
});

/** Where a run of a plan begins, on this engine. */
export function firstPosition({ hash, seed }: Pick<TrainPlan, 'hash' | 'seed'>, engine: Opened): Position {
  return {
    version: 1,
    planHash: hash,
    epoch: 0,
    batch: 0,
    step: 0,
    seed,
    sums: {},
    schedule: {},
    callbacks: {},
    edits: {},
    ...placeOf(engine),
    choices: {},
  };
}

/** Where the weights of a step lie: the newest ones, or those that a callback has found to be the best. */
export const checkpointPath = (directory: string, name: string, step: number): string => join(directory, `${name}-${step}.safetensors`);

export interface Checkpoint {
  readonly position: Position;
  readonly state: State;
}

/** Writes `<name>-<step>.safetensors` into a folder, which is made where it is missing. */
export async function writeCheckpoint(
  directory: string,
  { position, state }: Checkpoint,
  name = 'checkpoint',
): Promise<{ path: string; sha256: string }> {
  makeFolder(directory, { mode: 0o700, advice: 'make room for it and resume the run' });
  const path = checkpointPath(directory, name, position.step);
  // In the order of the schema, whatever it was made from: the same position is the same bytes.
  const bytes = encodeSafetensors(state, { netloom: JSON.stringify(headerSchema.parse(position)) });
  await writeFileAtomic(path, bytes);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Reads a checkpoint. Throws an Error in words that names the file when it is missing, damaged, or of another plan. */
export async function readCheckpoint(path: string, planHash: string): Promise<Checkpoint> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new Error(`the checkpoint ${path} cannot be read (${error instanceof Error ? error.message : String(error)}): start a new run`);
  }
  try {
    const { state, metadata } = decodeSafetensors(bytes);
    const position = headerSchema.parse(JSON.parse(metadata['netloom'] ?? 'null'));
    if (position.planHash !== planHash) throw new Error('it was written for another model or other training choices');
    return { position, state };
  } catch (error) {
    const why = error instanceof z.ZodError ? 'its position is damaged' : error instanceof Error ? error.message : String(error);
    throw new Error(`the checkpoint ${path} cannot be used: ${why}; start a new run`);
  }
}
