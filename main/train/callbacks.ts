import { findCallback } from '../../shared/catalogue/index.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { watchedMetric } from '../../shared/plan/watchedMetric.ts';

/** What the callbacks remember, by kind; part of a checkpoint. `stopped` is 1 once one has ended training. */
export type CallbackMemory = Readonly<Record<string, Memory>>;

/** The weights that a callback has found to be the best. */
export interface Best {
  readonly kind: string;
  readonly epoch: number;
  readonly value: number;
  /** The metric's key, `val_loss`. */
  readonly metric: string;
}

/** The callbacks of a run: what they remember, and what they want at the end of an epoch. */
export class RunCallbacks {
  readonly #plan: TrainPlan;
  readonly #chosen: readonly ItemValue[];
  #memory: CallbackMemory;
  /** What each of them has watched. */
  readonly #watched = new Map<string, string>();

  constructor(plan: TrainPlan, memory: CallbackMemory) {
    this.#plan = plan;
    this.#chosen = plan.callbacks ?? [];
    this.#memory = memory;
  }

  get memory(): CallbackMemory {
    return this.#memory;
  }

  /** The callback that has ended training, if any. */
  get stopper(): string | null {
    return this.#chosen.find(({ kind }) => this.#memory[kind]?.['stopped'] === 1)?.kind ?? null;
  }

  /** Lets each see the metrics of an epoch, which counts from 1. Gives the kinds of those for which its weights are the best so far. */
  endEpoch(epoch: number, metrics: Readonly<Record<string, number>>): readonly string[] {
    const best: string[] = [];
    for (const { kind, values } of this.#chosen) {
      const watched = watchedMetric(this.#plan, metrics, String(values['metric'] ?? ''));
      if (!watched) continue;
      this.#watched.set(kind, watched.key);
      const { mode } = values;
      const better = mode === 'min' ? 'smaller' : mode === 'max' ? 'larger' : watched.better;
      const answer = findCallback(kind).endEpoch(this.#memory[kind] ?? {}, { ...watched, better, epoch }, values);
      this.#memory = { ...this.#memory, [kind]: { ...answer.memory, ...(answer.stop ? { stopped: 1 } : {}) } };
      if (answer.best) best.push(kind);
    }
    return best;
  }

  /** The best weights that are to be brought back at the end; null when there are none. */
  toRestore(): Best | null {
    const restoring = this.#chosen.find(({ kind, values }) => findCallback(kind).restores?.(values) === true);
    const { best, bestEpoch } = this.#memory[restoring?.kind ?? ''] ?? {};
    if (!restoring || best === undefined || bestEpoch === undefined) return null;
    const metric = this.#watched.get(restoring.kind) ?? (String(restoring.values['metric'] ?? '') || 'val_loss');
    return { kind: restoring.kind, epoch: bestEpoch, value: best, metric };
  }

  /** How long the one that ended training has waited, in epochs. */
  get waited(): number {
    return this.#memory[this.stopper ?? '']?.['wait'] ?? 0;
  }
}
