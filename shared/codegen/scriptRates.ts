import { courseSources } from '../catalogue/kerasCourse.ts';
import { findOptimizer, findSchedule } from '../catalogue/index.ts';
import type { KerasObject } from '../catalogue/item.ts';
import { hyperParameters } from '../catalogue/optimizerStep.ts';
import { isMoving, movesMomentum, warmupSteps } from '../catalogue/scheduledHyper.ts';
import type { Phase, TrainPlan } from '../plan/trainPlan.ts';
import { toSnake } from '../catalogue/toSnake.ts';
import { kerasObject } from './kerasConfig.ts';
import type { Python } from './pythonText.ts';
import { scriptCallback } from './scriptCallback.ts';

/** How a phase's learning rate moves in Keras: by an object or by callbacks, not both. */
export interface Rates {
  /** An object of the step, as those of `keras.optimizers.schedules`. */
  readonly schedule: KerasObject | null;
  /** Callbacks that go by a metric, in the order in which they are to look. */
  readonly callbacks: readonly string[];
  /** Of the step too; null = the momentum stays. */
  readonly momentum: KerasObject | null;
}

/** The learning rate of a phase as Keras has it: an object in place of the number, or callbacks that set it; each with its warm-up in front. */
export function scriptRates(plan: TrainPlan, { course, optimizer }: Phase, stepsPerEpoch: number, python: Python): Rates {
  const none: Rates = { schedule: null, callbacks: [], momentum: null };
  if (!course || !isMoving(course)) return none;
  const { kind, values } = course.schedule;
  const schedule = findSchedule(kind);
  const base = hyperParameters(optimizer)['learningRate'] ?? 0;
  const steps = warmupSteps(course, { stepsPerEpoch });
  const start = course.warmupFrom;
  if (schedule.kerasCallback) {
    const warming = steps > 0 ? [`WarmUpSteps(steps=${steps}, start=${python.value(start, true)})`] : [];
    return { ...none, callbacks: [...warming, scriptCallback('schedules', course.schedule, plan, python)] };
  }
  const at = { stepsPerEpoch, epochs: plan.epochs - steps / stepsPerEpoch, base };
  const warm = (after: KerasObject | number): KerasObject => ({ class_name: 'WarmUp', config: { after, steps, start } });
  const own = schedule.kerasSchedule?.(at, values) ?? null;
  const momentum = movesMomentum(course, optimizer) ? (schedule.kerasMomentum?.(at, values) ?? null) : null;
  return {
    ...none,
    schedule: steps === 0 ? own : warm(own ?? base),
    // The momentum waits for the end of the warm-up.
    momentum: momentum && steps > 0 ? { class_name: 'WarmUp', config: { after: momentum, steps, start: 1 } } : momentum,
  };
}

/**
 * An optimizer as the script makes it: its learning rate a number or an object, its momentum too where it moves and can. `now` is the variable of the step that a
 * momentum goes by, where that is not the optimizer's own.
 */
export function scriptOptimizer(
  { optimizer }: Phase,
  { schedule, momentum }: Pick<Rates, 'schedule' | 'momentum'>,
  python: Python,
  now?: string,
): string {
  const own = kerasObject('optimizers', optimizer);
  const made = python.object(schedule === null ? own : { ...own, config: { ...own.config, learning_rate: schedule } });
  const { momentum: name, kerasMomentum, keras } = findOptimizer(optimizer.kind);
  if (momentum === null || name === undefined || kerasMomentum === undefined || (kerasMomentum === 'ahead' && now !== undefined))
    return made;
  const [kind = '', ...rest] = made.split('(');
  const moves = now === undefined ? python.object(momentum) : `lambda _: ${python.object(momentum)}(${now})`;
  const argument = keras.args?.[name] ?? toSnake(name);
  const moved =
    kerasMomentum === 'slots'
      ? `moving_slots(${kind}, ${moves})`
      : `${kerasMomentum === 'ahead' ? 'moving_ahead' : 'moving'}(${kind}, "${argument}", ${moves})`;
  return `${moved}(${rest.join('(')}`;
}

/** Python that the courses of a plan's phases need. */
export function rateSources({ phases }: Pick<TrainPlan, 'phases'>): readonly string[] {
  const schedules = phases.flatMap(({ course }): string[] => {
    const source = course && findSchedule(course.schedule.kind).keras.source;
    return source === undefined ? [] : [source];
  });
  return [...new Set(schedules), ...Object.values(courseSources)];
}
