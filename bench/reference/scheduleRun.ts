import { findSchedule } from '../../shared/catalogue/index.ts';
import type { KerasObject } from '../../shared/catalogue/item.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { kerasObject } from '../../shared/codegen/kerasConfig.ts';

/** The run that schedules are compared over; the metric rises and stays as one of a real run does. */
export const scheduleRun = {
  base: 0.01,
  stepsPerEpoch: 7,
  epochs: 12,
  metrics: [1, 0.8, 0.79, 0.85, 0.7, 0.6999, 0.7, 0.72, 0.5, 0.51, 0.52, 0.4, 0.45, 0.44, 0.43, 0.42, 0.1, 0.2, 0.3, 0.4],
};

/** What is asked of Keras. */
export type KerasCourse = { readonly base: number; readonly sources?: readonly string[] } & (
  | { readonly schedule: KerasObject; readonly steps: number }
  | { readonly callback: KerasObject; readonly metrics: readonly number[] }
);

export function kerasCourse(own: ItemValue): KerasCourse {
  const { base, stepsPerEpoch, epochs, metrics } = scheduleRun;
  const { kerasSchedule, keras } = findSchedule(own.kind);
  const sources = keras.source === undefined ? {} : { sources: [keras.source] };
  if (!kerasSchedule) return { base, ...sources, callback: kerasObject('schedules', own), metrics };
  // Beyond the end of the run, too: what is over stays over.
  return { base, ...sources, schedule: kerasSchedule({ base, stepsPerEpoch, epochs }, own.values), steps: stepsPerEpoch * (epochs + 2) };
}

/** Our learning rates, of each step or after each epoch. */
export function ratesOf({ kind, values }: ItemValue): readonly number[] {
  const { rate, remember, kerasSchedule } = findSchedule(kind);
  const { base, stepsPerEpoch, epochs, metrics } = scheduleRun;
  const at = (step: number, memory: Memory): number => rate({ step, stepsPerEpoch, epochs, base }, values, memory);
  if (kerasSchedule) return Array.from({ length: stepsPerEpoch * (epochs + 2) }, (_, step) => at(step, {}));
  let memory: Memory = {};
  return metrics.map((value, epoch) => {
    memory = remember?.(memory, { value, better: 'smaller' }, values) ?? {};
    return at((epoch + 1) * stepsPerEpoch, memory);
  });
}
