import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { rootGraph } from '../../shared/graph/document.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { makeRun } from '../../shared/ipc/testing/makeRun.ts';
import * as doctor from '../../shared/run/doctor/index.ts';
import { veryDeepCnn } from '../../shared/templates/veryDeepCnn.ts';
import { makeConnection } from './connection.ts';
import { makeDocumentStore } from './documentStore.ts';
import { makeFindingsStore } from './findingsStore.ts';
import { makeRunStore } from './runStore.ts';
import { fakeStorage } from './testing/fakeStorage.ts';
import { fakeWork } from './testing/fakeWork.ts';
import { framesByClock } from './testing/framesByClock.ts';

vi.mock(import('../../shared/run/doctor/index.ts'), async (original) => {
  const { examineModel, examineRun, ...rest } = await original();
  return { ...rest, examineModel: vi.fn(examineModel), examineRun: vi.fn(examineRun) };
});
const examineModel = vi.mocked(doctor.examineModel);
const examineRun = vi.mocked(doctor.examineRun);

framesByClock();
const pass = (): Promise<unknown> => vi.advanceTimersByTimeAsync(50);

/** A window with a project of 50 layers, and what it is told of its runs. */
async function openWindow() {
  const project = veryDeepCnn.build();
  const run = makeRun({
    projectId: project.id,
    state: 'running',
    epoch: 0,
    step: 0,
    batchSize: Number(project.training['batchSize']),
    epochs: 3,
    seed: 0,
  });
  const work = fakeWork({
    listRuns: () => [],
    getRunDocument: () => project,
    getPoints: () => ({ series: [], next: null }),
  });
  work.save(project, 0);
  const contract = makeConnection(work.open);
  onTestFinished(() => contract.close());
  const documents = makeDocumentStore(contract, { storage: fakeStorage(), pageStorage: fakeStorage() });
  const findings = makeFindingsStore(contract, documents, makeRunStore(contract));
  contract.start();
  await pass();
  documents.show(work.record(project.id));
  const tell = async (changes: Partial<RunRow>): Promise<void> => {
    work.emit({ name: 'runChanged', data: { ...Object.assign(run, changes) } });
    await pass();
  };
  const rules = (): string[] => findings.getState().ofModel.map(({ rule }) => rule);
  const setTraining = (values: Record<string, number>): void =>
    documents.edit([{ type: 'setTraining', values: { ...documents.getState().open?.document.training, ...values } }], {
      label: 'Training',
    });
  return { project, documents, findings, tell, rules, setTraining };
}

describe('the advice on a model', () => {
  it('is found once for each edit, however many show it', async () => {
    const { project, documents, findings, tell } = await openWindow();
    const shown = [0, 1, 2].map(() => vi.fn<() => void>());
    for (const listener of shown) findings.subscribe(listener);
    await tell({});
    examineModel.mockClear();
    const [node] = Object.values(rootGraph(project).nodes);
    for (const name of ['a', 'b', 'c'])
      documents.edit([{ type: 'updateNode', graph: project.root, id: node?.id ?? '', changes: { name } }], { label: 'Name' });
    expect(examineModel).toHaveBeenCalledTimes(3);
    // What is no edit asks for nothing: another group seen, steps of a run, the save.
    documents.enter([]);
    await tell({ step: 1 });
    await tell({ step: 2 });
    await documents.flush();
    await pass();
    expect(examineModel).toHaveBeenCalledTimes(3);
  });

  it('compares with the newest run once that is known', async () => {
    const { project, documents, rules, tell, setTraining } = await openWindow();
    const { batchSize } = project.training;
    setTraining({ batchSize: Number(batchSize) * 4 });
    expect(rules()).not.toContain('linearScaling');
    await tell({});
    expect(rules()).toContain('linearScaling');
    documents.undo();
    expect(rules()).not.toContain('linearScaling');
    // The same was chosen for the run alone: nothing differs.
    setTraining({ batchSize: Number(batchSize) * 4 });
    await tell({ batchSize: Number(batchSize) * 4 });
    expect(rules()).not.toContain('linearScaling');
  });

  it('goes with the project', async () => {
    const { documents, findings, setTraining, tell } = await openWindow();
    await tell({});
    setTraining({ batchSize: 4096 });
    expect(findings.getState().ofModel).not.toEqual([]);
    await documents.close();
    expect(findings.getState()).toEqual({ ofModel: [], ofRun: [] });
  });
});

describe('the advice on a run', () => {
  it('is found when an epoch, or the run, has ended', async () => {
    const { tell } = await openWindow();
    await tell({});
    examineRun.mockClear();
    for (let step = 1; step < 10; step += 1) await tell({ step });
    expect(examineRun).not.toHaveBeenCalled();
    await tell({ epoch: 1 });
    expect(examineRun).toHaveBeenCalledTimes(1);
    await tell({ state: 'finished' });
    expect(examineRun).toHaveBeenCalledTimes(2);
  });

  it('tells a loss that is no number in the moment in which the run ends by it', async () => {
    const { findings, tell } = await openWindow();
    await tell({});
    await tell({ state: 'stopped', reason: 'The loss was no finite number at step 3.' });
    expect(findings.getState().ofRun.map(({ rule }) => rule)).toEqual(['lossNotFinite']);
  });
});
