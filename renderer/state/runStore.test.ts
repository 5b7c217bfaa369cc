import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Point, SeriesRow } from '../../shared/ipc/rows.ts';
import type { Handlers } from '../../shared/ipc/server.ts';
import { makeConnection } from './connection.ts';
import { makeRunStore } from './runStore.ts';
import { fakeWork } from './testing/fakeWork.ts';
import { framesByClock } from './testing/framesByClock.ts';

framesByClock();

const row: SeriesRow = { id: 1, run: 'r', name: 'loss', split: 'train', head: '', unit: 'batch' };
const points = (...steps: number[]): Point[] => steps.map((step) => [step, 1, step / 10]);

async function open(stored: () => Point[]) {
  // Two points a page.
  const getPoints = vi.fn<Handlers['getPoints']>(({ after }) => {
    const rest = stored().filter(([step]) => step > after);
    const page = rest.slice(0, 2);
    return { series: [{ series: row, points: page }], next: rest.length > 2 ? (page.at(-1)?.[0] ?? null) : null };
  });
  const work = fakeWork({ listRuns: () => [], getPoints });
  const contract = makeConnection(work.open);
  onTestFinished(() => contract.close());
  const store = makeRunStore(contract);
  contract.start();
  await vi.advanceTimersByTimeAsync(0);
  const steps = (): number[] => store.series('r').flatMap(({ buffer }) => [...buffer.steps.slice(0, buffer.length)]);
  return { work, store, steps, getPoints };
}
const frame = (): Promise<unknown> => vi.advanceTimersByTimeAsync(20);

describe('points of a run', () => {
  it('are those stored, then those told, once each', async () => {
    const { work, store, steps } = await open(() => points(1, 2, 3));
    const changed = vi.fn<() => void>();
    store.watch('r', changed);
    work.emit({ name: 'pointsAdded', data: { run: 'r', points: [{ series: row, points: points(3, 4) }] } });
    await frame();
    expect(store.hasPoints('r')).toBe(true);
    expect(steps()).toEqual([1, 2, 3, 4]);
    changed.mockClear();
    for (let step = 5; step < 50; step += 1)
      work.emit({ name: 'pointsAdded', data: { run: 'r', points: [{ series: row, points: points(step) }] } });
    await frame();
    expect(steps()).toHaveLength(49);
    expect(changed.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('go back with a run that went back to a checkpoint', async () => {
    const { work, store, steps } = await open(() => points(1, 2, 3, 4));
    store.watch('r', () => undefined);
    await frame();
    work.emit({ name: 'pointsRemoved', data: { run: 'r', after: 2 } });
    work.emit({ name: 'pointsAdded', data: { run: 'r', points: [{ series: row, points: points(3) }] } });
    await frame();
    expect(steps()).toEqual([1, 2, 3]);
  });

  it('are loaded anew after the connection was away', async () => {
    let stored = points(1, 2, 3);
    const { work, store, steps, getPoints } = await open(() => stored);
    store.watch('r', () => undefined);
    await frame();
    work.goAway();
    stored = points(1, 2);
    work.comeBack();
    await vi.advanceTimersByTimeAsync(2000);
    expect(getPoints.mock.calls.map(([{ after }]) => after)).toEqual([0, 2, 0]);
    expect(steps()).toEqual([1, 2]);
  });

  it('of runs that nobody looks at are not kept', async () => {
    const { work, store } = await open(() => []);
    work.emit({ name: 'pointsAdded', data: { run: 'r', points: [{ series: row, points: points(1) }] } });
    await frame();
    expect(store.series('r')).toEqual([]);
  });
});
