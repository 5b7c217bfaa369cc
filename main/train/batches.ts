import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { permutation } from '../../shared/random/permutation.ts';
import type { Split } from '../data/splitDataset.ts';
import type { Batch } from '../engine/engine.ts';

/** Batches that are looked ahead: more than a call takes, so that the next call's are on their way. */
export const ahead = 80;

/**
 * The batches of a training: each epoch's rows in their seeded order, cut into batches. The same batch is the same object while it lies ahead: who reads rows from disk
 * knows it by that.
 */
export class Batches {
  readonly #plan: TrainPlan;
  readonly #train: Int32Array;
  readonly #orders = new Map<number, Int32Array>();
  readonly #made = new Map<string, Batch>();
  readonly steps: number;

  constructor(plan: TrainPlan, split: Pick<Split, 'train'>) {
    this.#plan = plan;
    this.#train = split.train;
    this.steps = Math.ceil(split.train.length / plan.batchSize);
  }

  /** A batch by its place in its epoch. */
  at(epoch: number, batch: number): Batch {
    const name = `${epoch}/${batch}`;
    const known = this.#made.get(name);
    if (known) return known;
    const { batchSize } = this.#plan;
    const rows = this.#order(epoch).slice(batch * batchSize, (batch + 1) * batchSize);
    const made = rows.map((place) => this.#train[place] ?? 0);
    this.#made.set(name, made);
    return made;
  }

  /** The batches of an epoch from `batch` on, as far as is looked ahead. */
  from(epoch: number, batch: number): readonly Batch[] {
    if (epoch >= this.#plan.epochs) return [];
    return Array.from({ length: Math.min(ahead, this.steps - batch) }, (_, at) => this.at(epoch, batch + at));
  }

  /** Those before `batch` of `epoch` are done with. */
  forget(epoch: number, batch: number): void {
    for (const name of this.#made.keys()) {
      const [ownEpoch = 0, ownBatch = 0] = name.split('/').map(Number);
      if (ownEpoch < epoch || (ownEpoch === epoch && ownBatch < batch)) this.#made.delete(name);
    }
    for (const own of this.#orders.keys()) if (own < epoch) this.#orders.delete(own);
  }

  #order(epoch: number): Int32Array {
    const order = this.#orders.get(epoch) ?? permutation(this.#train.length, this.#plan.seed, 'order', epoch);
    this.#orders.set(epoch, order);
    return order;
  }
}
