import { expect, it } from 'vitest';
import type { Pulse } from '../pulse/pulse.ts';
import { sayVital } from './sayVital.ts';
import { isLost, VitalSigns, type Vital } from './vitalSigns.ts';

const patience = 60;
const pulse = (changes: Partial<Pulse> = {}): Pulse => ({
  time: 0,
  processor: 0,
  faults: 0,
  blocks: 0,
  resident: 1e9,
  available: 8e9,
  ...changes,
});

/** How a process is after so many seconds in which its pulse beats every other second and its main thread says what `hear` tells. */
function after(seconds: number, beat: (second: number) => Partial<Pulse> | null, hear: (second: number) => boolean = () => false): Vital {
  const signs = new VitalSigns(patience);
  let vital: Vital = 'well';
  for (let second = 1; second <= seconds; second++) {
    const own = second % 2 === 0 ? beat(second) : null;
    if (own) signs.beat(pulse({ time: second * 1000, ...own }));
    if (hear(second)) signs.hear();
    vital = signs.second();
  }
  return vital;
}
const still = (): Partial<Pulse> => ({});

it('a process whose main thread speaks is well, whatever else is heard of it', () => {
  expect(after(500, still, (second) => second % 50 === 0)).toBe('well');
  expect(
    after(
      500,
      () => null,
      (second) => second % 50 === 0,
    ),
  ).toBe('well');
});

it('before it was silent for long nothing is said', () => {
  expect(after(patience - 1, still)).toBe('well');
  expect(after(patience, still)).toBe('hangs');
});

it('a main thread in a long call computes for as long as processors are taken, alone or beside many others', () => {
  expect(after(10_000, (second) => ({ processor: second * 2000 }))).toBe('computes');
  // At the lowest priority on a machine that is full of other work.
  expect(after(10_000, (second) => ({ processor: second * 14 }))).toBe('computes');
});

it('one that takes no processor waits for memory or the disk where those move, and hangs where nothing does', () => {
  expect(after(1000, (second) => ({ faults: second, blocks: second }))).toBe('pages');
  expect(after(1000, (second) => ({ blocks: second }))).toBe('reads');
  // Its pulse and the collector of garbage take a little.
  expect(after(1000, (second) => ({ processor: second * 0.2 }))).toBe('hangs');
  // It computed, and then no more.
  expect(after(500, (second) => ({ processor: Math.min(second, 420) * 900, faults: 7, blocks: 9 }))).toBe('hangs');
});

it('one without a pulse is silent', () => {
  expect(after(patience, () => null)).toBe('silent');
  expect(after(500, (second) => (second < 400 ? { processor: second * 900 } : null))).toBe('silent');
});

it('one that is stopped in the midst of its work is not told of as slow before it is silent', () => {
  const stopped = (second: number): Partial<Pulse> | null => (second <= 401 ? { processor: second * 900 } : null);
  const vitals = Array.from({ length: 100 }, (_, at) => after(400 + at, stopped, (second) => second < 400));
  expect([...new Set(vitals)]).toEqual(['well', 'silent']);
});

it('each is told apart in words, and only what is beyond help is ended', () => {
  const vitals: readonly Vital[] = ['computes', 'pages', 'reads', 'hangs', 'silent'];
  expect(vitals.filter(isLost)).toEqual(['hangs', 'silent']);
  expect(vitals.map((vital) => sayVital(vital, 60, pulse())?.split(':')[0])).toEqual([
    'The training process has been in one computation for 60 seconds',
    'The machine is short of memory',
    'The training process has waited for the disk for 60 seconds',
    'The training process hung',
    expect.stringMatching(/^The training process did not answer for 60 seconds and was ended\. Try again/),
  ]);
  expect(sayVital('silent', 60, pulse({ resident: 15e9, available: 1e8 }))).toMatch(/most likely for lack of memory.* smaller batch size/);
  expect(sayVital('well', 60, null)).toBeNull();
});
