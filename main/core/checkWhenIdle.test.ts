import { expect, onTestFinished, test, vi } from 'vitest';
import type { RunRow } from '../../shared/ipc/rows.ts';
import type { EngineName } from '../../shared/run/engines.ts';
import type { RunState } from '../../shared/run/runState.ts';
import type { checkEngines } from '../engine/check/checkEngines.ts';
import { makeBus } from './bus.ts';
import { checkWhenIdle } from './checkWhenIdle.ts';

function idle(check: typeof checkEngines) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const bus = makeBus();
  const state = { busy: false, unchecked: ['tensorflow', 'wasm'] as EngineName[] };
  const changed = vi.fn<() => void>();
  const log = vi.fn<(text: string) => void>();
  const off = checkWhenIdle({ bus, busy: () => state.busy, changed, log, after: 100, unchecked: () => state.unchecked, check });
  onTestFinished(off);
  const run = (now: RunState): void => bus.emit({ name: 'runChanged', data: { state: now } as RunRow });
  return { state, changed, log, run, off };
}

test('engines that were not checked are, after a while of quiet, and the window is told of each', async () => {
  const asked: EngineName[][] = [];
  const { changed } = idle(async (engines, { onChecked }) => {
    asked.push([...engines]);
    for (const engine of engines) onChecked?.({ engine, passed: true, msPerStep: 1, trialMs: 1, elsewhere: 0, reason: null });
    return null;
  });
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([['tensorflow', 'wasm']]);
  expect(changed).toHaveBeenCalledTimes(2);
});

test('a run that starts ends the check, which begins anew after the run', async () => {
  const signals: AbortSignal[] = [];
  const { state, run } = idle(async (_, { signal }) => {
    signals.push(signal);
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return null;
  });
  await vi.advanceTimersByTimeAsync(100);
  state.busy = true;
  run('starting');
  await vi.advanceTimersByTimeAsync(1000);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  state.busy = false;
  run('finished');
  await vi.advanceTimersByTimeAsync(100);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('where findings cannot be kept it says so in the log and leaves it', async () => {
  const check = vi.fn<typeof checkEngines>(() => Promise.resolve('no space left'));
  const { log, run } = idle(check);
  await vi.advanceTimersByTimeAsync(100);
  expect(log).toHaveBeenCalledWith(expect.stringContaining('no space left'));
  run('finished');
  await vi.advanceTimersByTimeAsync(1000);
  expect(check).toHaveBeenCalledTimes(1);
});

test('nothing is begun once all were checked, nor after the end', async () => {
  const check = vi.fn<typeof checkEngines>(() => Promise.resolve(null));
  const { state, off } = idle(check);
  state.unchecked = [];
  await vi.advanceTimersByTimeAsync(100);
  expect(check).not.toHaveBeenCalled();
  const other = idle(check);
  other.off();
  await vi.advanceTimersByTimeAsync(1000);
  expect(check).not.toHaveBeenCalled();
  off();
});
