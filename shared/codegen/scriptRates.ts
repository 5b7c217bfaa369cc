import { findSchedule } from '../catalogue/index.ts';
import type { KerasObject } from '../catalogue/item.ts';
import { hyperParameters } from '../catalogue/optimizerStep.ts';
import { isMoving, scheduledHyper } from '../catalogue/scheduledHyper.ts';
import type { Phase, TrainPlan } from '../plan/trainPlan.ts';
import type { Python } from './pythonText.ts';
import { scriptCallback } from './scriptCallback.ts';

/** How a phase's learning rate moves in Keras: at most one of these is not null. */
export interface Rates {
  /** An object of `keras.optimizers.schedules`, of the step. */
  readonly schedule: KerasObject | null;
  /** A callback that goes by a metric. */
  readonly callback: string | null;
  /** A tuple of the rates of the epochs. */
  readonly byEpoch: string | null;
}

/** The learning rate of a phase as Keras has it: an object in place of the number, a callback, or else a table by epochs. */
export function scriptRates(plan: TrainPlan, { course, optimizer }: Phase, stepsPerEpoch: number, python: Python): Rates {
  const none: Rates = { schedule: null, callback: null, byEpoch: null };
  if (!course || !isMoving(course)) return none;
  const { kind, values } = course.schedule;
  const schedule = findSchedule(kind);
  const { epochs } = plan;
  const chosen = hyperParameters(optimizer);
  const base = chosen['learningRate'] ?? 0;
  if (course.warmupEpochs === null && schedule.kerasSchedule)
    return { ...none, schedule: schedule.kerasSchedule({ stepsPerEpoch, epochs, base }, values) };
  if (course.warmupEpochs === null && schedule.kerasCallback)
    return { ...none, callback: scriptCallback('schedules', course.schedule, plan, python) };
  const rates = Array.from({ length: epochs }, (_, epoch) => {
    const step = epoch * stepsPerEpoch;
    return scheduledHyper(course, optimizer, chosen, { step, stepsPerEpoch, epochs }, {})['learningRate'] ?? base;
  });
  return { ...none, byEpoch: `(${rates.map((rate) => String(Number(rate.toPrecision(6)))).join(', ')},)` };
}
