import { findOptimizer, findSchedule } from '../../shared/catalogue/index.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Memory } from '../../shared/catalogue/schedule.ts';
import { movesMomentum, scheduledHyper } from '../../shared/catalogue/scheduledHyper.ts';
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
  /** It goes by a metric: drawn as if that got worse in every epoch. */
  readonly conditional: boolean;
  /** The momentum over the same run, where the schedule moves that of the chosen optimizer; null where it stays. Drawn from 0 to 1. */
  readonly momentum: { readonly line: string; readonly first: number; readonly lowest: number } | null;
}

const mostPoints = 240;
const muchWorse = 1e9;

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
  const momenta: number[] = [];
  const moved = movesMomentum(course, optimizer) ? findOptimizer(optimizer.kind).momentum : undefined;
  let memory: Memory = {};
  let epoch = 0;
  for (let at = 0; at < count; at++) {
    const step = Math.round((at * (steps - 1)) / (count - 1));
    // A metric that gets worse in every epoch, by more than any tolerance.
    for (; remember && epoch < Math.floor(step / stepsPerEpoch); epoch++)
      memory = remember(memory, { value: epoch * muchWorse, better: 'smaller' }, schedule.values);
    const hyper = scheduledHyper(course, optimizer, chosen, { step, stepsPerEpoch, epochs }, memory);
    rates.push(hyper['learningRate'] ?? 0);
    if (moved !== undefined) momenta.push(hyper[moved] ?? 0);
  }
  const highest = Math.max(...rates);
  const drawn = (values: readonly number[], top: number): string =>
    values
      .map((value, at) => `${((at * width) / (count - 1)).toFixed(1)},${(height * (1 - (0.94 * value) / (top || 1)) - 1).toFixed(1)}`)
      .join(' ');
  const line = drawn(rates, highest);
  const momentum = momenta.length === 0 ? null : { line: drawn(momenta, 1), first: momenta[0] ?? 0, lowest: Math.min(...momenta) };
  const flat = schedule.kind !== 'constant' && rates.every((rate) => rate === rates[0]);
  return { line, epochs, highest, last: rates.at(-1) ?? 0, flat, conditional: remember !== undefined, momentum };
}
