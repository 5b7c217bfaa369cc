import { expect, it } from 'vitest';
import { Speed } from './speed.ts';

it('forecasts from the median of the last steps, and the validation from a third of a step until one was timed', () => {
  const speed = new Speed(30);
  expect(speed.timeLeft(10, 1)).toBeNull();
  speed.add(1000, 1);
  for (let step = 0; step < 4; step++) speed.add(2, 1);
  expect(speed.msPerStep).toBe(2);
  expect(speed.timeLeft(10, 1)).toBeCloseTo(10 * 2 + 30 * (2 / 3) + (998 * 2 * 0.75) / 3);
  speed.addValidation(7);
  expect(speed.timeLeft(10, 2)).toBeCloseTo(10 * 2 + 2 * 7);
});

it('forecasts that an engine prepares itself for a smaller last batch and a watched step as it did for the first, once', () => {
  const [whole, parts, watched] = [new Speed(0), new Speed(0, { partBatch: true }), new Speed(0, { watches: true })];
  for (const speed of [whole, parts, watched]) {
    speed.add(500, 1);
    for (let step = 0; step < 4; step++) speed.add(2, 1);
  }
  expect((parts.timeLeft(10, 1) ?? 0) - (whole.timeLeft(10, 1) ?? 0)).toBeCloseTo(498 * 0.75);
  expect((watched.timeLeft(10, 1) ?? 0) - (whole.timeLeft(10, 1) ?? 0)).toBeCloseTo((498 * 0.75) / 3);
  parts.addValidation(0);
  expect(parts.timeLeft(10, 1)).toBeCloseTo(20);
});

it('asks for as many steps a call as take 40 ms, at least one and at most 32', () => {
  const calls = [100, 10, 0.1].map((ms) => {
    const speed = new Speed(0);
    speed.add(ms, 1);
    return speed.stepsPerCall;
  });
  expect([new Speed(0).stepsPerCall, ...calls]).toEqual([1, 1, 4, 32]);
});
