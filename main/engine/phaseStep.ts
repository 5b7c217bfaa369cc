import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { findOptimizer } from '../../shared/catalogue/index.ts';
import type { Stepped } from '../../shared/catalogue/optimizer.ts';
import { lookAhead, looksAhead, stepScalars, stepWeight } from '../../shared/catalogue/optimizerStep.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { PhasePlan } from '../../shared/plan/phasePlans.ts';
import { planWeights, type PlanWeight } from '../../shared/plan/planWeights.ts';
import type { Phase, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { Hyper } from './engine.ts';
import { required } from './lower/lowering.ts';
import { tensorAlgebra } from './optimizers/tensorAlgebra.ts';

/** What a phase of a plan computes and moves, over the weights and slots that a model holds. */
export class PhaseStep {
  readonly phase: Phase;
  /** The part of the plan that the phase needs. */
  readonly plan: TrainPlan;
  /** The weights that the phase moves, in the order of the layers. */
  readonly trained: readonly PlanWeight[];
  /** Those of them that are brought to something after every step. */
  readonly constrained: ReadonlyMap<string, ItemValue>;
  /** Those that hold the weights of all turns of a repeat. */
  readonly stacked: ReadonlySet<string>;
  /** Slots that the optimizer keeps for each of them, and what they start as. */
  readonly slots: Readonly<Record<string, number>>;
  readonly #variable: (key: string) => Variable;
  readonly #front: string;

  constructor({ phase, plan, prefix }: PhasePlan, variable: (key: string) => Variable) {
    this.phase = phase;
    this.plan = plan;
    this.#variable = variable;
    // Phases may share weights: each has slots of its own.
    this.#front = prefix === '' ? '' : `${phase.name}/`;
    this.trained = planWeights(plan).filter((weight) => weight.spec.trainable && phase.trained.includes(weight.layerId));
    this.constrained = new Map(this.trained.flatMap(({ key, spec }) => (spec.constraint ? [[key, spec.constraint] as const] : [])));
    this.stacked = new Set(this.trained.flatMap(({ key, spec }) => (spec.stacked === undefined ? [] : [key])));
    this.slots = findOptimizer(phase.optimizer.kind).slots(phase.optimizer.values);
  }

  /** Name of the counter of its steps in the state. */
  get iterationsKey(): string {
    return `optimizer/${this.phase.name}/iterations`;
  }

  /** Name of a slot of a weight in the state: `layerId/weight/slot`, the phase in front of the slot where there are several. */
  slotKey(key: string, slot: string): string {
    return `${key}/${this.#front}${slot}`;
  }

  /** The slots of a weight. */
  slotsOf(key: string): Record<string, Variable> {
    return Object.fromEntries(Object.keys(this.slots).map((slot) => [slot, this.#variable(this.slotKey(key, slot))]));
  }

  /** The numbers of the optimizer's step; the first iteration is 1. */
  scalars(hyper: Hyper, iteration: number): Readonly<Record<string, number>> {
    return stepScalars(this.phase.optimizer, hyper, iteration);
  }

  /** What the optimizer makes of a weight and its slots; nothing is written. */
  stepped(key: string, gradient: Tensor, scalars: Readonly<Record<string, Tensor>>): Stepped<Tensor> {
    return stepWeight(tensorAlgebra, this.phase.optimizer, { weight: this.#variable(key), gradient, slots: this.slotsOf(key), scalars });
  }

  /** Where the optimizer takes gradients, by weight: at the weights themselves, unless it looks ahead, for which it wants the step's scalars. */
  points(scalars: () => Readonly<Record<string, Tensor>>): (key: string) => Tensor {
    const { optimizer } = this.phase;
    if (!looksAhead(optimizer)) return this.#variable;
    const ahead = new Map(
      this.trained.map(({ key }) => {
        const parts = { weight: this.#variable(key), slots: this.slotsOf(key), scalars: scalars() };
        return [key, lookAhead<Tensor>(tensorAlgebra, optimizer, parts)];
      }),
    );
    return (key) => ahead.get(key) ?? this.#variable(key);
  }
}

/** The phase of a step: the first where the counter names none. */
export const stepOf = (steps: readonly PhaseStep[], { phase = 0 }: { readonly phase?: number }): PhaseStep =>
  required(steps[phase], `the phase ${phase}`);
