import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { isMoving, scheduledHyper, type Course } from '../../shared/catalogue/scheduledHyper.ts';
import type { MetricRow } from '../../shared/plan/metricRows.ts';
import { phasePlans } from '../../shared/plan/phasePlans.ts';
import type { Phase, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { watchedMetric } from '../../shared/plan/watchedMetric.ts';
import { editedRate, mergeEdits, type RunEdit } from '../../shared/run/runEdit.ts';
import type { Hyper } from '../engine/engine.ts';

const still: Course = { schedule: { kind: 'constant', values: {} }, warmupEpochs: null, warmupFrom: 0 };

const told = ['learningRate', 'momentum'] as const;
/** What is told of the course of each phase, where it moves. */
export const courseRows = (plan: TrainPlan): readonly MetricRow[] =>
  phasePlans(plan).flatMap(({ phase, prefix }) =>
    told.map((name) => ({
      key: `${prefix}${name}`,
      name,
      head: prefix === '' ? '' : phase.name,
      better: 'smaller' as const,
      percent: false,
    })),
  );

/** The hyper parameters of each step of a run: as they were chosen, moved by the schedule, which may go by the metrics of epochs. */
export class RunCourse {
  readonly #plan: TrainPlan;
  readonly #stepsPerEpoch: number;
  #edits: RunEdit;
  /** By the phase's place. */
  #chosen: readonly Hyper[];
  #memory: Memory;

  constructor(plan: TrainPlan, stepsPerEpoch: number, memory: Memory, edits: RunEdit = {}) {
    this.#plan = plan;
    this.#stepsPerEpoch = stepsPerEpoch;
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
    this.#edits = mergeEdits([this.#edits, edit]);
    this.#chosen = this.#choose();
    if (edit.schedule) this.#memory = {};
  }

  /** Whether the hyper parameters are others than those that were chosen at first, or change from step to step. */
  get moves(): boolean {
    const { learningRate, rates, schedule } = this.#edits;
    return (
      learningRate !== undefined ||
      rates !== undefined ||
      schedule !== undefined ||
      this.#plan.phases.some((phase) => isMoving(this.#courseOf(phase)))
    );
  }

  #courseOf(phase: Phase): Course {
    const own = phase.course ?? still;
    return this.#edits.schedule ? { ...own, schedule: this.#edits.schedule } : own;
  }

  #choose(): readonly Hyper[] {
    return this.#plan.phases.map(({ name, optimizer }) => {
      const chosen = hyperParameters(optimizer);
      const learningRate = editedRate(this.#edits, name);
      return learningRate === undefined ? chosen : { ...chosen, learningRate };
    });
  }

  /** The hyper parameters of a step of a phase; steps count from 0 over the whole run. */
  hyperAt(step: number, place = 0): Hyper {
    const phase = this.#plan.phases[place];
    const chosen = this.#chosen[place] ?? {};
    if (!phase || !this.moves) return chosen;
    const at = { step, stepsPerEpoch: this.#stepsPerEpoch, epochs: this.#plan.epochs };
    return scheduledHyper(this.#courseOf(phase), phase.optimizer, chosen, at, this.#memory);
  }

  /** The learning rate of every phase at a step, whether it moves or not, under its key. */
  ratesAt(step: number): Readonly<Record<string, number>> {
    return Object.fromEntries(
      phasePlans(this.#plan).map(({ prefix }, place) => [`${prefix}learningRate`, this.hyperAt(step, place)['learningRate'] ?? 0]),
    );
  }

  /** What is told of a step of a phase: the learning rate, and the momentum where it moves. Empty where nothing moves. */
  told(step: number, place = 0): Readonly<Record<string, number>> {
    const own = phasePlans(this.#plan)[place];
    if (!this.moves || !own) return {};
    const { phase, prefix } = own;
    const hyper = this.hyperAt(step, place);
    const { momentum } = findOptimizer(phase.optimizer.kind);
    const moved = momentum !== undefined && findSchedule(this.#courseOf(phase).schedule.kind).momentum ? hyper[momentum] : undefined;
    return { [`${prefix}learningRate`]: hyper['learningRate'] ?? 0, ...(moved === undefined ? {} : { [`${prefix}momentum`]: moved }) };
  }

  /** Lets the schedule see the metrics of an epoch, `val_` in front of those of the validation examples. */
  endEpoch(metrics: Readonly<Record<string, number>>): void {
    const [first] = this.#plan.phases;
    if (!first) return;
    // One schedule for all phases: it goes by the epochs.
    const { kind, values } = this.#courseOf(first).schedule;
    const schedule = findSchedule(kind);
    const watched = watchedMetric(this.#plan, metrics, String(values['metric'] ?? ''));
    if (schedule.remember && watched) this.#memory = schedule.remember(this.#memory, watched, values);
  }
}
