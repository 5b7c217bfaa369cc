import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LiveModel } from '../engine/engine.ts';
import type { Split } from '../data/splitDataset.ts';
import type { FromWorker } from './protocol.ts';
import { takeSamples, type Shown } from './takeSamples.ts';

/** Samples are taken this often, in milliseconds; and less often where that would take a larger share of the time than this. */
const showEvery = 700;
const shownShare = 0.02;

export interface ShowingOptions extends Pick<Shown, 'data' | 'plane'> {
  readonly split: Split;
  send(message: FromWorker): void;
}

/** Tells from time to time what a model in training gives where an Output is shown, for the same rows and chance each time, and over the plane. */
export class Showing {
  readonly #rows: Int32Array;
  readonly #options: ShowingOptions;
  /** When it is time again; null at the beginning. */
  #next: number | null = null;

  constructor(options: ShowingOptions) {
    const { validation, train } = options.split;
    this.#rows = validation.length > 0 ? validation : train;
    this.#options = options;
  }

  isDue(): boolean {
    return this.#next === null || performance.now() > this.#next;
  }

  async show(plan: TrainPlan, model: LiveModel, { epoch, step }: { readonly epoch: number; readonly step: number }): Promise<void> {
    const { data, plane } = this.#options;
    const began = performance.now();
    const samples = await takeSamples({ plan, model, rows: this.#rows, data, plane }, { epoch, step });
    if (samples) this.#options.send({ type: 'samples', samples });
    const now = performance.now();
    // The first time an engine makes ready for it, which says nothing of the next.
    const cost = this.#next === null ? 0 : now - began;
    this.#next = now + Math.max(showEvery, cost / shownShare);
  }

  /** The model is another one. */
  beginAnew(): void {
    this.#next = null;
  }
}
