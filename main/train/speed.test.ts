import { expect, it } from 'vitest';
import { Speed } from './speed.ts';

it('forecasts from the last steps and the median of the last ends of epochs, and an end from a third of a step until one was timed', () => {
  const speed = new Speed(30);
  expect(speed.timeLeft(10, 1)).toBeNull();
  speed.add(1000, 1);
  for (let step = 0; step < 4; step++) speed.add(2, 1);
  expect(speed.msPerStep).toBe(2);
  expect(speed.timeLeft(10, 1)).toBeCloseTo(10 * 2 + 30 * (2 / 3));
  speed.addEpochEnd(7);
  expect(speed.timeLeft(10, 2)).toBeCloseTo(10 * 2 + 2 * 7);
  for (const ms of [8, 900]) speed.addEpochEnd(ms);
  expect(speed.timeLeft(10, 2)).toBeCloseTo(10 * 2 + 2 * 8);
});

it('goes by the quicker of the last calls: neither the first, nor single steps, nor a machine that was busy for some calls count', () => {
  const speed = new Speed(0);
  speed.add(400, 1);
  expect(speed.msPerStep).toBe(400);
  for (const ms of [4, 3, 3]) speed.add(ms, 1);
  expect(speed.msPerStep).toBe(3);
  for (const ms of [90, 90, 90]) speed.add(ms, 15);
  expect(speed.msPerStep).toBe(3);
  for (let call = 0; call < 3; call++) speed.add(40, 20);
  expect(speed.msPerStep).toBe(2);
  // Slower for good.
  for (let call = 0; call < 9; call++) speed.add(40, 10);
  expect(speed.msPerStep).toBe(4);
});

it('asks for as many steps a call as take 40 ms, at least one and at most 32', () => {
  const calls = [100, 10, 0.1].map((ms) => {
    const speed = new Speed(0);
    speed.add(ms, 1);
    return speed.stepsPerCall;
  });
  expect([new Speed(0).stepsPerCall, ...calls]).toEqual([1, 1, 4, 32]);
});
