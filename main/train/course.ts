import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { isMoving, scheduledHyper, type Course } from '../../shared/catalogue/scheduledHyper.ts';
import type { MetricRow } from '../../shared/plan/metricRows.ts';
import type { Phase, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { watchedMetric } from '../../shared/plan/watchedMetric.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import type { Hyper } from '../engine/engine.ts';

const still: Course = { schedule: { kind: 'constant', values: {} }, warmupEpochs: null, warmupFrom: 0 };

const row = (key: string): MetricRow => ({ key, name: key, head: '', better: 'smaller', percent: false });
/** What is told of the course, where it moves. */
export const courseRows: readonly MetricRow[] = [row('learningRate'), row('momentum')];

/** The hyper parameters of each step of a run: as they were chosen, moved by the schedule, which may go by the metrics of epochs. */
export class RunCourse {
  readonly #plan: TrainPlan;
  readonly #stepsPerEpoch: number;
  readonly #phase: Phase | undefined;
  #edits: RunEdit;
  #chosen: Hyper;
  #memory: Memory;

  constructor(plan: TrainPlan, stepsPerEpoch: number, memory: Memory, edits: RunEdit = {}) {
    this.#plan = plan;
    this.#stepsPerEpoch = stepsPerEpoch;
    [this.#phase] = plan.phases;
    this.#edits = edits;
    this.#chosen = this.#choose();
    this.#memory = memory;
  }

  /** What the schedule remembers; part of a checkpoint. */
  get memory(): Memory {
    return this.#memory;
  }

  /** What was changed while the run was paused; part of a checkpoint. */
  get edits(): RunEdit {
    return this.#edits;
  }

  /** Changes the learning rate or the schedule from now on. A schedule that is new remembers nothing. */
  edit(edit: RunEdit): void {
    this.#edits = { ...this.#edits, ...edit };
    this.#chosen = this.#choose();
    if (edit.schedule) this.#memory = {};
  }

  /** Whether the hyper parameters are others than those that were chosen at first, or change from step to step. */
  get moves(): boolean {
    return Object.keys(this.#edits).length > 0 || isMoving(this.#course);
  }

  get #course(): Course {
    const own = this.#phase?.course ?? still;
    return this.#edits.schedule ? { ...own, schedule: this.#edits.schedule } : own;
  }

  #choose(): Hyper {
    const { learningRate } = this.#edits;
    const chosen = this.#phase ? hyperParameters(this.#phase.optimizer) : {};
    return learningRate === undefined ? chosen : { ...chosen, learningRate };
  }

  /** The hyper parameters of a step; steps count from 0 over the whole run. */
  hyperAt(step: number): Hyper {
    const { optimizer } = this.#phase ?? {};
    if (!optimizer || !this.moves) return this.#chosen;
    const place = { step, stepsPerEpoch: this.#stepsPerEpoch, epochs: this.#plan.epochs };
    return scheduledHyper(this.#course, optimizer, this.#chosen, place, this.#memory);
  }

  /** The learning rate of a step, whether it moves or not. */
  rateAt(step: number): number {
    return this.hyperAt(step)['learningRate'] ?? 0;
  }

  /** What is told of a step: the learning rate, and the momentum where it moves. Empty where nothing moves. */
  told(step: number): Readonly<Record<string, number>> {
    if (!this.moves || !this.#phase) return {};
    const hyper = this.hyperAt(step);
    const { momentum } = findOptimizer(this.#phase.optimizer.kind);
    const moved = momentum !== undefined && findSchedule(this.#course.schedule.kind).momentum ? hyper[momentum] : undefined;
    return { learningRate: this.rateAt(step), ...(moved === undefined ? {} : { momentum: moved }) };
  }

  /** Lets the schedule see the metrics of an epoch, `val_` in front of those of the validation examples. */
  endEpoch(metrics: Readonly<Record<string, number>>): void {
    const { kind, values } = this.#course.schedule;
    const schedule = findSchedule(kind);
    const watched = watchedMetric(this.#plan, metrics, String(values['metric'] ?? ''));
    if (schedule.remember && watched) this.#memory = schedule.remember(this.#memory, watched, values);
  }
}
