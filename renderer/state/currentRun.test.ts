import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import { currentRun, projectRuns, runPlace, runProgress } from './currentRun.ts';

const run = (changes: Partial<RunRow>): RunRow => makeRun({ state: 'finished', ...changes });
const table = (...rows: RunRow[]): Record<string, RunRow> => Object.fromEntries(rows.map((row) => [row.id, row]));

describe('the run that is meant', () => {
  it('is the newest living one, else the newest one, of the project', () => {
    const one = run({ id: 'a', number: 1 });
    const two = run({ id: 'b', number: 2, state: 'paused' });
    const three = run({ id: 'c', number: 3, state: 'stopped' });
    const other = run({ id: 'd', number: 9, projectId: 'q', state: 'running' });
    expect(currentRun(table(one, two, three, other), 'p')).toBe(two);
    expect(currentRun(table(three, two, one), 'p')).toBe(two);
    expect(currentRun(table(one, three), 'p')).toBe(three);
    expect(currentRun(table(other), 'p')).toBeNull();
    expect(projectRuns(table(one, three, two), 'p').map(({ number }) => number)).toEqual([3, 2, 1]);
  });

  it('is somewhere on its way', () => {
    expect(runPlace(run({ step: 0 }))).toEqual({ epoch: 1, batch: 0 });
    expect(runPlace(run({ step: 100 }))).toEqual({ epoch: 1, batch: 100 });
    expect(runPlace(run({ step: 101 }))).toEqual({ epoch: 2, batch: 1 });
    expect(runPlace(run({ step: 300 }))).toEqual({ epoch: 3, batch: 100 });
    expect(runPlace(run({ stepsPerEpoch: null }))).toBeNull();
    expect(runProgress(run({ step: 150 }))).toBe(0.5);
    expect(runProgress(run({ stepsPerEpoch: null }))).toBeNull();
  });
});
