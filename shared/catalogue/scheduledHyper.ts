import { findOptimizer, findSchedule } from './index.ts';
import { hyperParameters } from './optimizerStep.ts';
import type { ItemValue } from './params.ts';
import type { Memory, Moment } from './schedule.ts';

/** How the learning rate moves in the course of a run: a warm-up, if any, and then a schedule. */
export interface Course {
  readonly schedule: ItemValue;
  readonly warmupEpochs: number | null;
  /** Share of the learning rate that the warm-up begins at. */
  readonly warmupFrom: number;
}
/** Where a run stands: steps made, counted from its very beginning, and how long it is. */
export type Place = Omit<Moment, 'base'>;

/** Steps of the warm-up. */
export const warmupSteps = ({ warmupEpochs }: Course, { stepsPerEpoch }: Pick<Place, 'stepsPerEpoch'>): number =>
  warmupEpochs === null ? 0 : Math.round(warmupEpochs * stepsPerEpoch);

/** Whether the hyper parameters change from step to step. */
export const isMoving = ({ schedule, warmupEpochs }: Course): boolean => schedule.kind !== 'constant' || warmupEpochs !== null;

/** The hyper parameters of a step: those that were chosen, with the learning rate (and the momentum, where the schedule moves it) as the course has them. */
export function scheduledHyper(
  course: Course,
  optimizer: ItemValue,
  chosen: Readonly<Record<string, number>>,
  place: Place,
  memory: Memory,
): Readonly<Record<string, number>> {
  const base = chosen['learningRate'] ?? 0;
  const { kind, values } = course.schedule;
  const schedule = findSchedule(kind);
  const warm = warmupSteps(course, place);
  const after: Moment = { ...place, step: Math.max(0, place.step - warm), epochs: place.epochs - warm / place.stepsPerEpoch, base };
  const share = place.step < warm ? course.warmupFrom + ((1 - course.warmupFrom) * place.step) / warm : 1;
  const learningRate = schedule.rate(after, values, memory) * share;
  const { momentum } = findOptimizer(optimizer.kind);
  if (!schedule.momentum || momentum === undefined || !hasMomentum(momentum, chosen)) return { ...chosen, learningRate };
  return { ...chosen, learningRate, [momentum]: schedule.momentum(after, values) };
}

/** An optimizer without momentum keeps none to move. */
const hasMomentum = (momentum: string, chosen: Readonly<Record<string, number>>): boolean => (chosen[momentum] ?? 0) > 0;

/** Whether the momentum of an optimizer moves in a course, beside the learning rate. */
export function movesMomentum({ schedule }: Course, optimizer: ItemValue): boolean {
  const { momentum } = findOptimizer(optimizer.kind);
  return findSchedule(schedule.kind).momentum !== undefined && momentum !== undefined && hasMomentum(momentum, hyperParameters(optimizer));
}
