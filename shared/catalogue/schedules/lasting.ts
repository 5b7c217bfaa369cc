import { float, optional } from '../params.ts';
import type { Moment } from '../schedule.ts';

/** Epochs that a fall lasts: those of the run, unless others are given. */
export const lasting = optional(
  float({
    default: 10,
    min: 0,
    exclusiveMin: true,
    advanced: true,
    title: 'Lasts (epochs)',
    help: 'Epochs until the last value is reached, where it is not the length of the run.',
  }),
);
/** Steps of it. */
export const lastingSteps = ({ stepsPerEpoch, epochs }: Omit<Moment, 'step' | 'base'>, given: number | null): number =>
  Math.max(1, Math.round((given ?? epochs) * stepsPerEpoch));
