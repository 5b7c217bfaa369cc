import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { session, toast } from './sessionStore.ts';

beforeEach(() => {
  vi.useFakeTimers();
  session.setState({ toasts: [] });
});
afterEach(() => void vi.useRealTimers());

const said = (): readonly string[] => session.getState().toasts.map(({ text }) => text);

test('what went wrong with one thing is said once, whatever the reason; the newest reason counts', () => {
  toast('error', 'No wire: the input is taken', { topic: 'wire' });
  toast('error', 'Could not save', {});
  toast('error', 'No wire: it would close a circle', { topic: 'wire' });
  expect(said()).toEqual(['Could not save', 'No wire: it would close a circle']);
});

test('at most three stand at once, equal words once, and each goes after its time', () => {
  for (const name of ['one', 'two', 'three', 'four', 'four']) toast('error', name);
  expect(said()).toEqual(['two', 'three', 'four']);
  vi.advanceTimersByTime(60_000);
  expect(said()).toEqual([]);
});
