import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { isMoving, scheduledHyper } from '../../shared/catalogue/scheduledHyper.ts';
import type { MetricRow } from '../../shared/plan/metricRows.ts';
import type { Phase, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { watchedMetric } from '../../shared/plan/watchedMetric.ts';
import type { Hyper } from '../engine/engine.ts';

const row = (key: string): MetricRow => ({ key, name: key, head: '', better: 'smaller', percent: false });
/** What is told of the course, where it moves. */
export const courseRows: readonly MetricRow[] = [row('learningRate'), row('momentum')];

/** The hyper parameters of each step of a run: as they were chosen, moved by the schedule, which may go by the metrics of epochs. */
export class RunCourse {
  readonly #plan: TrainPlan;
  readonly #stepsPerEpoch: number;
  readonly #phase: Phase | undefined;
  readonly #chosen: Hyper;
  #memory: Memory;

  constructor(plan: TrainPlan, stepsPerEpoch: number, memory: Memory) {
    this.#plan = plan;
    this.#stepsPerEpoch = stepsPerEpoch;
    [this.#phase] = plan.phases;
    this.#chosen = this.#phase ? hyperParameters(this.#phase.optimizer) : {};
    this.#memory = memory;
  }

  /** What the schedule remembers; part of a checkpoint. */
  get memory(): Memory {
    return this.#memory;
  }

  /** Whether the hyper parameters change from step to step. */
  get moves(): boolean {
    return this.#phase?.course !== undefined && isMoving(this.#phase.course);
  }

  /** The hyper parameters of a step; steps count from 0 over the whole run. */
  hyperAt(step: number): Hyper {
    const { course, optimizer } = this.#phase ?? {};
    if (!course || !optimizer || !this.moves) return this.#chosen;
    const place = { step, stepsPerEpoch: this.#stepsPerEpoch, epochs: this.#plan.epochs };
    return scheduledHyper(course, optimizer, this.#chosen, place, this.#memory);
  }

  /** What is told of a step: the learning rate, and the momentum where it moves. Empty where nothing moves. */
  told(step: number): Readonly<Record<string, number>> {
    if (!this.moves || !this.#phase) return {};
    const hyper = this.hyperAt(step);
    const { momentum } = findOptimizer(this.#phase.optimizer.kind);
    const moved =
      momentum !== undefined && findSchedule(this.#phase.course?.schedule.kind ?? 'constant').momentum ? hyper[momentum] : undefined;
    return { learningRate: hyper['learningRate'] ?? 0, ...(moved === undefined ? {} : { momentum: moved }) };
  }

  /** Lets the schedule see the metrics of an epoch, `val_` in front of those of the validation examples. */
  endEpoch(metrics: Readonly<Record<string, number>>): void {
    const { kind, values } = this.#phase?.course?.schedule ?? { kind: 'constant', values: {} };
    const schedule = findSchedule(kind);
    const watched = watchedMetric(this.#plan, metrics, String(values['metric'] ?? ''));
    if (schedule.remember && watched) this.#memory = schedule.remember(this.#memory, watched, values);
  }
}
