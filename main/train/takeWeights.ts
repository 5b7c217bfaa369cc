import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LiveModel, State, TensorData } from '../engine/engine.ts';
import { decodeSafetensors } from './safetensors.ts';

/** Where the checkpoints lie whose weights a plan starts from: path by sha-256. */
export type WeightFiles = Readonly<Record<string, string>>;

/** Gives a model that has just been made the weights of other runs, layer by layer, as its plan says. Throws in words; nothing is changed then. */
export async function takeWeights(plan: TrainPlan, model: LiveModel, files: WeightFiles): Promise<void> {
  const taken = await readTaken(plan, files);
  if (Object.keys(taken).length > 0) await model.writeState({ ...(await model.readState()), ...taken });
}

/** The weights of other runs that a plan starts with, by `layerId/weight` of its own. Throws in words, with the layer, what is gone or does not fit. */
export async function readTaken(plan: TrainPlan, files: WeightFiles): Promise<State> {
  const taking = plan.layers.filter(({ initialFrom, weights }) => initialFrom !== undefined && weights.length > 0);
  const states = new Map<string, State>();
  const taken: Record<string, TensorData> = {};
  for (const { name, layerId, weights, initialFrom: from } of taking) {
    if (!from) continue;
    const refuse = (why: string): Error => new Error(`"${name}" starts from ${from.title}, ${why}: choose its weights anew`);
    const path = files[from.sha256];
    if (path === undefined) throw refuse('whose weights are not there any more');
    const state = states.get(path) ?? (await readWeights(path, from.sha256, refuse));
    states.set(path, state);
    for (const { name: weight, shape } of weights) {
      const theirs = state[`${from.layer}/${weight}`];
      if (!theirs) throw refuse(`which has no ${weight}`);
      if (theirs.shape.join() !== shape.join()) throw refuse(`whose ${weight} has another shape`);
      taken[`${layerId}/${weight}`] = theirs;
    }
  }
  return taken;
}

async function readWeights(path: string, sha256: string, refuse: (why: string) => Error): Promise<State> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    throw refuse('whose file cannot be read');
  }
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw refuse('whose file is damaged');
  return decodeSafetensors(bytes).state;
}
