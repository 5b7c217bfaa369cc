import { expect, onTestFinished, test, vi } from 'vitest';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { AnyEvent } from '../../../shared/ipc/messages.ts';
import { workerPool } from '../../train/host/workerPool.ts';
import { temporaryFolder } from '../../store/fixtures/temporaryFolder.ts';
import { openStore, type Store } from '../../store/openStore.ts';
import { makeBus } from '../bus.ts';
import { scriptedWorker } from '../fixtures/openTestCore.ts';
import { makeProjects } from '../projects.ts';
import { makeSettings } from '../settings.ts';
import { makeRuns } from './makeRuns.ts';

/** Runs over a store whose disk can be made to take nothing. */
function openRuns() {
  const folder = temporaryFolder();
  const { store } = openStore(folder);
  const disk = { full: false };
  const limited: Store = {
    ...store,
    write(work) {
      if (disk.full) throw new ContractError('unavailable', 'The disk is full. Nothing was changed.');
      return store.write(work);
    },
  };
  const bus = makeBus();
  const events: AnyEvent[] = [];
  bus.subscribe((event) => events.push(event));
  const pool = workerPool({ file: scriptedWorker });
  const projects = makeProjects(limited, bus, Date.now);
  const log = vi.fn<(text: string) => void>();
  const runs = makeRuns({ store: limited, bus, folder, now: Date.now, log }, projects, makeSettings(limited, bus), pool);
  onTestFinished(async () => {
    disk.full = false;
    await runs.close('The test is over.');
    await store.close();
  });
  return { store, disk, events, log, runs, project: (name: string) => projects.create({ template: 'xor', name }).project.id };
}

test('a disk that fills up while a run trains interrupts the run in words; what was told is stored, and it can go on when there is room', async () => {
  const { store, disk, events, runs, project } = openRuns();
  const { id } = runs.start({ project: project('train'), epochs: 500 });
  await vi.waitFor(() => expect(runs.find(id).hasCheckpoint).toBe(true));
  disk.full = true;
  const last = (): AnyEvent | undefined => events.findLast((event) => event.name === 'runChanged');
  await vi.waitFor(() => expect(last()).toMatchObject({ data: { state: 'interrupted', reason: 'The disk is full. What was trained since the last checkpoint is trained again when it is resumed.' } }));
  const told = new Set(
    events.flatMap((event) =>
      event.name === 'pointsAdded' ? event.data.points.flatMap(({ series, points }) => points.map(([step]) => `${series.id} ${step}`)) : [],
    ),
  );
  const stored = new Set(
    store.series.list(id).flatMap((series) => store.points.listAfter(series.id, 0).map(([step]) => `${series.id} ${step}`)),
  );
  expect(stored).toEqual(told);
  disk.full = false;
  await vi.waitFor(() => expect(runs.find(id).state).toBe('interrupted'), { timeout: 4000 });
  expect((await runs.resume(id)).state).toBe('starting');
  await vi.waitFor(() => expect(runs.find(id).state).toBe('running'));
});

test('a run that cannot be stored is not begun', () => {
  const { disk, runs, project } = openRuns();
  const id = project('train');
  disk.full = true;
  expect(() => runs.start({ project: id })).toThrow('The disk is full.');
  expect(runs.list()).toEqual([]);
});
