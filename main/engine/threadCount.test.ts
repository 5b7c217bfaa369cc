import { availableParallelism } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { askedThreads, threadCount } from './threadCount.ts';

afterEach(() => void vi.unstubAllEnvs());

it.each(['0', '-1', 'abc', '5', '64', '1.5', ' 2', '1e0', '0x2'])('NETLOOM_THREADS=%s is refused with what it may be', (asked) => {
  vi.stubEnv('NETLOOM_THREADS', asked);
  expect(() => askedThreads(4)).toThrow(
    `NETLOOM_THREADS is "${asked}": set it to a whole number from 1 to 4, the processors of this machine, or leave it out`,
  );
});

it('a whole number of this machine’s processors is taken, and without one it is decided here', () => {
  for (const [asked, expected] of [
    ['1', 1],
    ['4', 4],
    ['', null],
    [undefined, null],
  ] as const) {
    vi.stubEnv('NETLOOM_THREADS', asked);
    expect(askedThreads(4)).toBe(expected);
  }
  vi.stubEnv('NETLOOM_THREADS', String(availableParallelism()));
  expect(threadCount()).toBe(availableParallelism());
});
