import { findOptimizer, findSchedule } from '../../../shared/catalogue/index.ts';
import { hyperParameters } from '../../../shared/catalogue/optimizerStep.ts';
import type { ItemValue, Values } from '../../../shared/catalogue/params.ts';
import { parseValues } from '../../../shared/catalogue/parseValues.ts';
import type { Memory } from '../../../shared/catalogue/schedule.ts';
import { scheduledHyper } from '../../../shared/catalogue/scheduledHyper.ts';
import type { Compared, PlainCase } from '../referenceCase.ts';
import { scheduleRun } from '../scheduleRun.ts';
import { plainCase } from './plainCase.ts';

const { stepsPerEpoch, epochs, metrics } = scheduleRun;
const all = stepsPerEpoch * epochs;
const base = 0.4;
const chosen = (kind: string, given: Values): ItemValue => ({ kind, values: parseValues(findSchedule(kind).params, given).values });
const optimizer: ItemValue = {
  kind: 'sgd',
  values: parseValues(findOptimizer('sgd').params, { learningRate: base, momentum: 0.9 }).values,
};

/** Learning rate and momentum of every step, one after the other. */
function course(schedule: ItemValue, warmupEpochs: number | null = null, warmupFrom = 0): number[] {
  const moved = { schedule, warmupEpochs, warmupFrom };
  return Array.from({ length: all }, (_, step) =>
    scheduledHyper(moved, optimizer, hyperParameters(optimizer), { step, stepsPerEpoch, epochs }, {}),
  ).flatMap(({ learningRate = Number.NaN, momentum = Number.NaN }) => [learningRate, momentum]);
}
const expected = (of: (step: number) => readonly [rate: number, momentum: number]): number[] =>
  Array.from({ length: all }, (_, step) => of(step)).flat();

/** Along half a cosine, as PyTorch's `_annealing_cos` has it. */
const cosine = (from: number, to: number, share: number): number => to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1);

/** `torch.optim.lr_scheduler.OneCycleLR`: its phases end at `rising * steps - 1` and at the last step. */
function oneCycle(rising: number, startDivisor: number, endDivisor: number, [low, high]: readonly [number, number]): Compared {
  const values = { rising, startDivisor, endDivisor, lowestMomentum: low, highestMomentum: high };
  const [top, last] = [rising * all - 1, all - 1];
  const start = base / startDivisor;
  return {
    found: course(chosen('oneCycle', values)),
    expected: expected((step) =>
      step <= top
        ? [cosine(start, base, step / top), cosine(high, low, step / top)]
        : [cosine(base, start / endDivisor, (step - top) / (last - top)), cosine(low, high, (step - top) / (last - top))],
    ),
  };
}

/** The published `triangular` policy (arXiv 1506.01186) in its own words: cycle, x and the height of the cycle. */
function triangle(lowest: number, period: number, heightFactor: number): Compared {
  const half = (period * stepsPerEpoch) / 2;
  return {
    found: course(chosen('triangle', { lowest, period, heightFactor })),
    expected: expected((step) => {
      const cycle = Math.floor(1 + step / (2 * half) + 1e-9);
      const x = Math.abs(step / half - 2 * cycle + 1);
      const foot = base * lowest;
      return [foot + (base - foot) * Math.max(0, 1 - x) * heightFactor ** (cycle - 1), 0.9];
    }),
  };
}

/** Epoch after epoch: halved where the error is larger than after the epoch before. */
function newBob(factor: number, tolerance: number, better: 'smaller' | 'larger'): Compared {
  const { rate, remember } = findSchedule('newBob');
  const { values } = chosen('newBob', { factor, tolerance });
  let memory: Memory = {};
  const found = metrics.map((value) => {
    memory = remember?.(memory, { value, better }, values) ?? {};
    return rate({ step: 0, stepsPerEpoch, epochs, base }, values, memory);
  });
  let now = base;
  const wanted = metrics.map((value, at) => {
    const before = metrics[at - 1];
    const rise = before === undefined ? 0 : better === 'smaller' ? value - before : before - value;
    if (rise > tolerance) now *= factor;
    return now;
  });
  return { found, expected: wanted };
}

/** A straight line in front, and the schedule behind it over what is left of the run. */
function warmUp(warmupEpochs: number, from: number): Compared {
  const warm = warmupEpochs * stepsPerEpoch;
  return {
    found: course(chosen('cosine', {}), warmupEpochs, from),
    expected: expected((step) => [
      step < warm ? base * from + ((base - base * from) * step) / warm : cosine(base, 0, (step - warm) / (all - warm)),
      0.9,
    ]),
  };
}

const formula = (kind: string, name: string, against: string, compare: () => Compared): PlainCase =>
  plainCase('schedules', kind, `${name}, step by step`, against, () => Promise.resolve(compare()));

const warmUpCase = (name: string, epochsOfIt: number, from: number): PlainCase =>
  plainCase('training', 'warmUp', `${name}, step by step`, 'a straight line and the schedule behind it', () =>
    Promise.resolve(warmUp(epochsOfIt, from)),
  );

/** The schedules that Keras lacks, or that the script defines for it, step by step. */
export const scheduleFormulas = (): readonly PlainCase[] => [
  formula('constant', 'defaults', 'its formula', () => ({ found: course(chosen('constant', {})), expected: expected(() => [base, 0.9]) })),
  formula('oneCycle', 'defaults', "PyTorch's formula", () => oneCycle(0.3, 25, 1e4, [0.85, 0.95])),
  formula('oneCycle', 'slow rise, small divisors', "PyTorch's formula", () => oneCycle(0.5, 10, 100, [0.7, 0.9])),
  formula('triangle', 'defaults', 'the formula of arXiv 1506.01186', () => triangle(0.1, 4, 1)),
  formula('triangle', 'lower each time', 'the formula of arXiv 1506.01186', () => triangle(0.2, 2, 0.5)),
  formula('newBob', 'an error', 'a plain loop over the epochs', () => newBob(0.5, 0, 'smaller')),
  formula('newBob', 'a score, with tolerance', 'a plain loop over the epochs', () => newBob(0.1, 0.01, 'larger')),
  warmUpCase('from 0', 2, 0),
  warmUpCase('from a quarter', 3, 0.25),
];
