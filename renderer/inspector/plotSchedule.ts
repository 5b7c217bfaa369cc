import { findSchedule } from '../../shared/catalogue/index.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { scheduledHyper } from '../../shared/catalogue/scheduledHyper.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { expectedSteps } from '../../shared/plan/expectedSteps.ts';

/** The learning rate over a run that has not begun, ready to be drawn. */
export interface PlottedSchedule {
  /** Points of `<polyline>`. */
  readonly line: string;
  readonly epochs: number;
  readonly highest: number;
  readonly last: number;
  /** The rate is the same in every step, although the schedule is one that changes it: the run is too short for its first change. */
  readonly flat: boolean;
  /** It goes by a metric: drawn as if that never got better. */
  readonly conditional: boolean;
}

const mostPoints = 240;

/** Plots a schedule, with the warm-up in front of it, over the run that a project's training choices describe, into `width` × `height`. */
export function plotSchedule(
  schedule: ItemValue,
  { data, training }: Pick<ProjectDocument, 'data' | 'training'>,
  width: number,
  height: number,
): PlottedSchedule {
  const { epochs, optimizer, warmupEpochs, warmupFrom } = parseValues(trainingParams, training).values;
  const stepsPerEpoch = expectedSteps({ data, training });
  const steps = epochs * stepsPerEpoch;
  const { remember } = findSchedule(schedule.kind);
  const course = { schedule, warmupEpochs, warmupFrom };
  const chosen = hyperParameters(optimizer);
  const count = Math.min(mostPoints, Math.max(2, steps));
  const rates: number[] = [];
  let memory: Memory = {};
  let epoch = 0;
  for (let at = 0; at < count; at++) {
    const step = Math.round((at * (steps - 1)) / (count - 1));
    // A metric that gets worse by 1 in every epoch.
    for (; remember && epoch < Math.floor(step / stepsPerEpoch); epoch++)
      memory = remember(memory, { value: epoch, better: 'smaller' }, schedule.values);
    rates.push(scheduledHyper(course, optimizer, chosen, { step, stepsPerEpoch, epochs }, memory)['learningRate'] ?? 0);
  }
  const highest = Math.max(...rates);
  const y = (rate: number): number => height * (1 - (0.94 * rate) / (highest || 1)) - 1;
  const line = rates.map((rate, at) => `${((at * width) / (count - 1)).toFixed(1)},${y(rate).toFixed(1)}`).join(' ');
  const flat = schedule.kind !== 'constant' && rates.every((rate) => rate === rates[0]);
  return { line, epochs, highest, last: rates.at(-1) ?? 0, flat, conditional: remember !== undefined };
}
