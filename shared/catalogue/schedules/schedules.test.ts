import { describe, expect, it } from 'vitest';
import { findOptimizer, findSchedule } from '../index.ts';
import { hyperParameters } from '../optimizerStep.ts';
import type { ItemValue, Values } from '../params.ts';
import { defaultValues, parseValues } from '../parseValues.ts';
import type { Memory } from '../schedule.ts';
import { isMoving, scheduledHyper } from '../scheduledHyper.ts';

/* Their rates are compared step by step in bench/reference, with Keras or with a second implementation; here is what they mean. */

const chosen = (kind: string, given: Values = {}): ItemValue => ({ kind, values: parseValues(findSchedule(kind).params, given).values });
const sgd = (given: Values = {}): ItemValue => ({ kind: 'sgd', values: parseValues(findOptimizer('sgd').params, given).values });
const place = (step: number) => ({ step, stepsPerEpoch: 10, epochs: 10 });
const still = { warmupEpochs: null, warmupFrom: 0 };

describe('1cycle', () => {
  it('moves no momentum where there is none, and beta 1 of Adam', () => {
    const plain = sgd();
    const course = { schedule: chosen('oneCycle'), ...still };
    expect(scheduledHyper(course, plain, hyperParameters(plain), place(3), {})['momentum']).toBe(0);
    const adam = { kind: 'adam', values: defaultValues(findOptimizer('adam').params) };
    expect(scheduledHyper(course, adam, hyperParameters(adam), place(29), {})['beta1']).toBeCloseTo(0.85, 10);
  });
});

it('a triangle goes up and down in straight lines, each lower by the height factor', () => {
  const { rate } = findSchedule('triangle');
  const { values } = chosen('triangle', { lowest: 0.2, period: 2, heightFactor: 0.5 });
  const rates = Array.from({ length: 41 }, (_, step) => rate({ ...place(step), base: 1 }, values, {}));
  expect([0, 5, 10, 15, 20, 30, 40].map((step) => Number(rates[step]?.toFixed(10)))).toEqual([0.2, 0.6, 1, 0.6, 0.2, 0.6, 0.2]);
});

it('new-bob halves after an epoch that is worse than the one before, whichever way is better', () => {
  const { rate, remember } = findSchedule('newBob');
  const { values } = chosen('newBob');
  const walk = (metrics: readonly number[], better: 'larger' | 'smaller'): number[] => {
    let memory: Memory = {};
    return metrics.map((value) => {
      memory = remember?.(memory, { value, better }, values) ?? {};
      return rate({ ...place(0), base: 1 }, values, memory);
    });
  };
  expect(walk([3, 2, 2.5, 2.4, 2.6, 2.6], 'smaller')).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  expect(walk([0.5, 0.6, 0.55, 0.9], 'larger')).toEqual([1, 1, 0.5, 0.5]);
});

describe('a warm-up', () => {
  const optimizer = sgd({ learningRate: 0.4 });
  const rates = (schedule: ItemValue, warmupEpochs: number | null, warmupFrom = 0.25): number[] =>
    Array.from({ length: 100 }, (_, step) => {
      const hyper = scheduledHyper({ schedule, warmupEpochs, warmupFrom }, optimizer, hyperParameters(optimizer), place(step), {});
      return hyper['learningRate'] ?? Number.NaN;
    });

  it('rises along a straight line, and the schedule begins behind it', () => {
    const found = rates(chosen('cosine'), 2);
    expect(found.slice(0, 21).map((rate) => Number(rate.toFixed(10)))).toEqual(
      Array.from({ length: 21 }, (_, step) => Number((0.1 + (0.3 * step) / 20).toFixed(10))),
    );
    found.slice(20).forEach((rate, at) => expect(rate).toBeCloseTo(0.2 * (1 + Math.cos((Math.PI * at) / 80)), 10));
  });

  it('is a movement of its own, and without it a constant rate does not move', () => {
    expect(isMoving({ schedule: chosen('constant'), warmupEpochs: null, warmupFrom: 0 })).toBe(false);
    expect(isMoving({ schedule: chosen('constant'), warmupEpochs: 1, warmupFrom: 0 })).toBe(true);
    expect(new Set(rates(chosen('constant'), null))).toEqual(new Set([0.4]));
  });
});

it('what a schedule remembers can be written as JSON and read back', () => {
  for (const kind of ['plateau', 'newBob']) {
    let memory: Memory = {};
    const { remember } = findSchedule(kind);
    for (const value of [1, 2, 3]) memory = remember?.(memory, { value, better: 'smaller' }, chosen(kind).values) ?? {};
    expect(JSON.parse(JSON.stringify(memory))).toEqual(memory);
    expect(Object.keys(memory).length).toBeGreaterThan(0);
  }
});
