import { setImmediate as nextTurn } from 'node:timers/promises';
import { forecastMemory } from '../../shared/plan/forecastMemory.ts';
import { metricRows } from '../../shared/plan/metricRows.ts';
import { phaseAt } from '../../shared/plan/phasePlans.ts';
import { watchRows } from '../../shared/plan/watchRows.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import type { LoadedDataset } from '../data/loadDataset.ts';
import type { Split } from '../data/splitDataset.ts';
import type { Batch, LiveModel, MetricSums, State } from '../engine/engine.ts';
import { addSums, MetricReader } from '../engine/metricSums.ts';
import { watchesSteps, watchLayers } from '../engine/watches/index.ts';
import { ahead, Batches } from './batches.ts';
import { RunCallbacks } from './callbacks.ts';
import { carryState } from './carryState.ts';
import { checkpointPath, readCheckpoint, writeCheckpoint, type Checkpoint, type Position } from './checkpoint.ts';
import type { Control } from './control.ts';
import { courseRows, RunCourse } from './course.ts';
import { probedExamples } from './probedExamples.ts';
import { rehearse, type EpochEnd } from './rehearse.ts';
import { endWords } from './endWords.ts';
import { evaluationBatches } from './evaluationBatches.ts';
import { findBreak, type Retraced } from './findBreak.ts';
import type { Outbox } from './outbox.ts';
import type { FromWorker, Progress } from './protocol.ts';
import { Reporter } from './reporter.ts';
import type { Plane } from './openPlane.ts';
import { Showing } from './showing.ts';
import { Speed } from './speed.ts';
import type { Place, TrainingStep } from './trainingStep.ts';

export interface TrainerOptions {
  readonly plan: TrainPlan;
  readonly model: LiveModel;
  readonly split: Split;
  /** The data, for what is shown beside samples. */
  readonly data: Pick<LoadedDataset, 'columns' | 'stream'>;
  /** Where the model is looked at besides the data; null where it is fed more than two numbers. */
  readonly plane: Plane | null;
  /** Where it begins: `firstPosition`, or a checkpoint's. */
  readonly position: Position;
  /** The edits that the checkpoint of that position knew, where others came after it: those of `position` by default. */
  readonly editsBefore?: RunEdit;
  /** The state at that position. Asked for only when something has gone wrong. */
  begin(): Promise<State>;
  /** The model of a plan whose blocks were changed, with the state of the present one, which is gone then. */
  change(plan: TrainPlan): Promise<LiveModel>;
  /** Folder for checkpoints. */
  readonly directory: string;
  /** What the engine has chosen by measuring until now: checkpoints keep it. */
  readonly choices?: () => Readonly<Record<string, string>>;
  readonly control: Control;
  readonly outbox: Outbox;
  send(message: FromWorker): void;
}

/** How a training ended; the reason in words, where there is more to say. */
export interface Ended {
  /** `broken`: its loss was no number, and it stands at the last weights that gave one. */
  readonly outcome: 'finished' | 'stopped' | 'broken';
  readonly reason: string | null;
}

/** After so many steps the time left is forecast by what was measured. */
const trialSteps = 5;
/** Bytes of weights up to which a step is rehearsed: it is taken back from a copy of them that nobody asked for. */
const roomForCopy = 1024 ** 3;

/** Points are sent this often, in milliseconds. */
const reportEvery = 80;

/** Batches of an epoch, the last one smaller where the examples do not divide. */
export const stepsPerEpoch = (plan: TrainPlan, split: Split): number => Math.ceil(split.train.length / plan.batchSize);

const reporterOf = (plan: TrainPlan): Reporter => new Reporter([...metricRows(plan), ...watchRows(plan), ...courseRows(plan)]);

/**
 * The loop: epochs of seeded batches, validation after each, checkpoints by time and at each epoch's end, pause and stop between calls of
 * the engine. Knows no engine by name. Everything that it decides follows from plan and position, so that a resumed run
 * repeats the unbroken one.
 */
export class Trainer {
  /** Plan and model are others once blocks were changed during a pause. */
  #options: TrainerOptions;
  readonly #steps: number;
  #reporter: Reporter;
  readonly #metrics: MetricReader;
  readonly #speed: Speed;
  /** After this step the end of the epoch is rehearsed. */
  readonly #rehearseAt: number;
  readonly #course: RunCourse;
  readonly #callbacks: RunCallbacks;
  readonly #batches: Batches;
  readonly #validation: readonly Batch[];
  #position: Position;
  /** The last checkpoint, or where it began: what lies before can be had again. */
  #anchor: Retraced['anchor'];
  #lastCheckpoint = performance.now();
  #lastReport = performance.now();
  /** Why its loss is no number any more. */
  #broken: string | null = null;
  readonly #showing: Showing;

  constructor(options: TrainerOptions) {
    const { plan, split } = options;
    this.#options = options;
    this.#position = options.position;
    this.#anchor = { position: options.position, state: options.begin };
    this.#steps = stepsPerEpoch(plan, split);
    this.#batches = new Batches(plan, split);
    this.#validation = evaluationBatches(split.validation, plan.batchSize);
    this.#speed = new Speed(split.validation.length / plan.batchSize);
    // The same step in a run that is stopped before it and goes on: what an engine finds there holds for the rest.
    const { step } = options.position;
    this.#rehearseAt = (step < trialSteps ? 0 : step) + Math.min(trialSteps, this.#steps);
    this.#metrics = new MetricReader(metricRows(plan));
    this.#reporter = reporterOf(plan);
    this.#course = new RunCourse(plan, this.#steps, options.position.schedule, options.position.edits);
    this.#callbacks = new RunCallbacks(plan, options.position.callbacks);
    this.#showing = new Showing(options);
  }

  async train(): Promise<Ended> {
    const { plan, position, editsBefore = position.edits } = this.#options;
    const before = new RunCourse(plan, this.#steps, position.schedule, editsBefore);
    if (this.#course.moves && !before.moves) this.#tellStill(before);
    await this.#show();
    while (this.#position.epoch < plan.epochs && this.#callbacks.stopper === null) {
      if (!(await this.#trainEpoch())) return this.#broken === null ? this.#stop() : { outcome: 'broken', reason: this.#broken };
      const began = performance.now();
      const metrics = await this.#validate();
      if (metrics === null) return this.#stop();
      const best = this.#endEpoch(metrics);
      await this.#watch();
      if (this.#showing.isDue()) await this.#show();
      for (const kind of best) await this.#keepBest(kind);
      await this.#checkpoint();
      this.#speed.addEpochEnd(performance.now() - began);
    }
    const reason = await this.#restoreBest();
    await this.#show();
    return { outcome: 'finished', reason };
  }

  /** Trains the rest of the epoch; false when it was told to stop. */
  async #trainEpoch(): Promise<boolean> {
    const { plan, outbox } = this.#options;
    while (this.#position.batch < this.#steps) {
      if (!(await this.#mayGoOn())) return false;
      const { epoch, batch, step } = this.#position;
      const trial = this.#rehearseAt - step;
      const count = Math.min(this.#speed.stepsPerCall, this.#steps - batch, trial > 0 ? trial : Infinity);
      const began = performance.now();
      // Another one after a pause in which blocks were changed.
      const { model } = this.#options;
      this.#batches.forget(epoch, batch);
      model.expect?.([...this.#batches.from(epoch, batch), ...(batch + ahead > this.#steps ? this.#validation.slice(0, ahead) : [])]);
      const steps = Array.from({ length: count }, (_, at) => this.#stepAt({ epoch, batch: batch + at, step: step + at }));
      const rows = await model.run(
        steps.map((own) => own.batch),
        steps.map(({ hyper }) => hyper),
        steps.map(({ counter }) => counter),
      );
      for (const row of rows) {
        if (this.#metrics.brokenLoss(row) !== undefined) {
          this.#broken = await this.#giveUp();
          return false;
        }
        this.#record(row);
      }
      if (performance.now() - this.#lastReport > reportEvery) this.#report();
      if (this.#showing.isDue()) await this.#show();
      // With what goes around the steps: the time left counts it too.
      this.#speed.add(performance.now() - began, count);
      if (this.#position.step === this.#rehearseAt) await this.#rehearse();
      if (performance.now() - this.#lastCheckpoint > plan.checkpointSeconds * 1000) await this.#checkpoint();
      await outbox.room();
      // Lets messages in: a native call holds the only thread.
      await nextTurn();
    }
    return true;
  }

  /** Does once what comes at the end of this epoch, so that the time left counts what it takes. */
  async #rehearse(): Promise<void> {
    const { plan, model, split, control } = this.#options;
    const { epoch, batch, step } = this.#position;
    const last = this.#steps - 1;
    const isPart = last >= batch && split.train.length % plan.batchSize !== 0 && (forecastMemory(plan)?.weights ?? Infinity) <= roomForCopy;
    const end: EpochEnd = {
      validation: this.#validation,
      part: isPart ? this.#stepAt({ epoch, batch: last, step: step + last - batch }) : null,
      probed: watchesSteps(plan) ? { batch: this.#probed(), counter: { epoch, step } } : null,
    };
    const took = await rehearse(model, end, async () => {
      await nextTurn();
      return control.wish !== 'stop';
    });
    if (took !== null) this.#speed.addEpochEnd(took);
    // What is told next goes by steps that came after, of several calls.
    this.#lastReport = performance.now() + reportEvery / 2;
  }

  /** The place of the phase that a batch of the present epoch is trained by. */
  #phaseAt(batch: number): number {
    return phaseAt(this.#options.plan, this.#position.epoch, batch);
  }

  #stepAt({ epoch, batch, step }: Place): TrainingStep {
    const phase = phaseAt(this.#options.plan, epoch, batch);
    return {
      batch: this.#batches.at(epoch, batch),
      hyper: this.#course.hyperAt(step, phase),
      counter: phase === 0 ? { epoch, step } : { epoch, step, phase },
    };
  }

  #record(row: MetricSums): void {
    const { epoch, batch, step, sums } = this.#position;
    const values = this.#metrics.values(row);
    this.#position = { ...this.#position, batch: batch + 1, step: step + 1, sums: addSums(sums, row) };
    this.#reporter.add({ split: 'train', unit: 'batch' }, step + 1, epoch + 1, {
      ...values,
      ...this.#course.told(step, this.#phaseAt(batch)),
    });
  }

  /** The loss of the next batch is no finite number: keeps the last weights that gave one, and says why; throws where no other choice of the training would help. */
  async #giveUp(): Promise<string> {
    const { model } = this.#options;
    const { kept, told, isFinal } = await findBreak(
      { model, anchor: this.#anchor, stepAt: (place) => this.#stepAt(place) },
      this.#position,
    );
    this.#position = kept;
    await this.#checkpoint();
    if (isFinal) throw new Error(told);
    return told;
  }

  /** Metrics of the validation examples, empty when there are none; null when it was told to stop. */
  async #validate(): Promise<MetricSums | null> {
    const { model, control } = this.#options;
    let sums: MetricSums = {};
    for (const [at, batch] of this.#validation.entries()) {
      if (control.wish === 'stop') return null;
      model.expect?.([...this.#validation.slice(at, at + ahead), ...this.#batches.from(this.#position.epoch + 1, 0)]);
      sums = addSums(sums, await model.evaluate([batch]));
      await nextTurn();
    }
    return sums;
  }

  /** What is told of the course as the epoch ends, of each phase. */
  #toldOfEpoch(step: number): Readonly<Record<string, number>> {
    return Object.assign({}, ...this.#options.plan.phases.map((_, place) => this.#course.told(step - 1, place))) as Record<string, number>;
  }

  /** Gives the callbacks for which the weights are the best so far. */
  #endEpoch(validation: MetricSums): readonly string[] {
    const { outbox } = this.#options;
    const { epoch, step, sums } = this.#position;
    const train = this.#metrics.values(sums);
    const held = this.#metrics.values(validation);
    this.#reporter.add({ split: 'train', unit: 'epoch' }, step, epoch + 1, { ...train, ...this.#toldOfEpoch(step) });
    this.#reporter.add({ split: 'validation', unit: 'epoch' }, step, epoch + 1, held);
    const metrics = { ...train, ...Object.fromEntries(Object.entries(held).map(([key, value]) => [`val_${key}`, value])) };
    this.#course.endEpoch(metrics);
    const best = this.#callbacks.endEpoch(epoch + 1, metrics);
    this.#position = {
      ...this.#position,
      epoch: epoch + 1,
      batch: 0,
      sums: {},
      schedule: this.#course.memory,
      callbacks: this.#callbacks.memory,
    };
    this.#report();
    outbox.post({ type: 'epochEnded', epoch: epoch + 1, metrics, progress: this.#progress() });
    return best;
  }

  /** What is watched in each layer, as the epoch left it; in a step, on the first examples of the training set. */
  async #watch(): Promise<void> {
    const { plan, model } = this.#options;
    if (plan.watched.length === 0) return;
    const { epoch, step } = this.#position;
    const place = { split: 'train', unit: 'epoch' } as const;
    this.#reporter.add(place, step, epoch, watchLayers(plan, await model.readState()));
    if (!watchesSteps(plan)) return;
    this.#reporter.add(place, step, epoch, await model.probe(this.#probed(), { epoch, step }));
  }

  /** The examples on which a step is looked into. */
  #probed(): Batch {
    const { plan, split } = this.#options;
    return split.train.slice(0, probedExamples(plan));
  }

  /** Tells what the model gives now where an Output is shown. */
  async #show(): Promise<void> {
    const { plan, model } = this.#options;
    await this.#showing.show(plan, model, this.#position);
  }

  /** Obeys pause and stop; false = stop. */
  async #mayGoOn(): Promise<boolean> {
    const { control, send } = this.#options;
    if (control.wish === 'pause') {
      await this.#checkpoint();
      await this.#show();
      send({ type: 'paused' });
      const wish = await control.whilePaused();
      if (wish === 'run') {
        await this.#edit();
        send({ type: 'resumed' });
      }
      return wish !== 'stop';
    }
    return control.wish !== 'stop';
  }

  /** Takes what was changed during the pause, and keeps it with the weights: a resumed run has it too. */
  async #edit(): Promise<void> {
    const edits = this.#options.control.takeEdits();
    if (edits.length === 0) return;
    if (!this.#course.moves) this.#tellStill(this.#course);
    for (const { edit } of edits) this.#course.edit(edit);
    const plan = edits.findLast((change) => change.plan !== undefined)?.plan;
    if (plan) {
      this.#report();
      this.#options = { ...this.#options, plan, model: await this.#options.change(plan) };
      this.#reporter = reporterOf(plan);
      this.#showing.beginAnew();
    }
    this.#position = { ...this.#position, edits: this.#course.edits, schedule: this.#course.memory };
    await this.#checkpoint();
  }

  /** The learning rate stood still so far, and was not told: without it, a change would show as a line that begins and not as a step. */
  #tellStill(course: RunCourse): void {
    const { epoch, step } = this.#position;
    if (step === 0) return;
    const told = course.ratesAt(0);
    const batches = { split: 'train', unit: 'batch' } as const;
    this.#reporter.add(batches, 1, 1, told);
    if (step > 1) this.#reporter.add(batches, step, epoch + (this.#position.batch > 0 ? 1 : 0), told);
    for (const finished of new Set([1, epoch])) {
      if (finished <= epoch) this.#reporter.add({ split: 'train', unit: 'epoch' }, finished * this.#steps, finished, told);
    }
  }

  async #stop(): Promise<Ended> {
    await this.#checkpoint();
    await this.#show();
    return { outcome: 'stopped', reason: null };
  }

  /** Keeps the weights of the epoch that has just ended beside the newest ones. */
  async #keepBest(kind: string): Promise<void> {
    const { directory, outbox } = this.#options;
    const { step, epoch } = this.#position;
    const written = await writeCheckpoint(directory, await this.#held(), kind);
    outbox.post({ type: 'checkpoint', ...written, step, epoch, best: kind });
  }

  /** Brings the best weights back where a callback wants it. Gives what is to be said of the end of the run, in words. */
  async #restoreBest(): Promise<string | null> {
    const { plan, model, directory } = this.#options;
    const { epoch } = this.#position;
    const best = this.#callbacks.toRestore();
    if (best && best.epoch < epoch) {
      const { state } = await readCheckpoint(checkpointPath(directory, best.kind, best.epoch * this.#steps), plan.hash);
      // They may be from before a change of what is trained.
      await model.writeState(carryState(plan, state, await model.readState()));
      await this.#checkpoint();
    }
    return endWords({ epoch, epochs: plan.epochs, stopped: this.#callbacks.stopper !== null, waited: this.#callbacks.waited, best });
  }

  #report(): void {
    this.#lastReport = performance.now();
    const points = this.#reporter.take();
    if (points.length > 0) this.#options.outbox.post({ type: 'points', points, progress: this.#progress() });
  }

  /** Everything that was told so far is told before the checkpoint that stands on it. */
  async #checkpoint(): Promise<void> {
    const { directory, outbox } = this.#options;
    this.#report();
    const written = await writeCheckpoint(directory, await this.#held());
    outbox.post({ type: 'checkpoint', ...written, step: this.#position.step, epoch: this.#position.epoch, best: null });
    this.#lastCheckpoint = performance.now();
    const { path } = written;
    this.#anchor = { position: this.#position, state: async () => (await readCheckpoint(path, this.#options.plan.hash)).state };
  }

  /** What a checkpoint holds now. */
  async #held(): Promise<Checkpoint> {
    const { model, choices } = this.#options;
    return { position: { ...this.#position, choices: choices?.() ?? {} }, state: await model.readState() };
  }

  #progress(): Progress {
    const { plan } = this.#options;
    const { epoch, step } = this.#position;
    const left = plan.epochs * this.#steps - step;
    return {
      epoch,
      step,
      stepsPerEpoch: this.#steps,
      msPerStep: this.#speed.msPerStep,
      timeLeft: this.#speed.timeLeft(left, plan.epochs - epoch),
    };
  }
}
