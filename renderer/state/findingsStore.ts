import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { asTrained } from '../../shared/run/asTrained.ts';
import { isBroken } from '../../shared/run/brokenLoss.ts';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { examineModel, examineRun } from '../../shared/run/doctor/index.ts';
import type { RunLine } from '../../shared/run/doctor/rule.ts';
import { isLive } from '../../shared/run/runState.ts';
import type { Connection } from './connection.ts';
import { currentRun } from './currentRun.ts';
import type { DocumentStore } from './documentStore.ts';
import type { RunSeries, RunStore } from './runStore.ts';

export interface FindingsState {
  /** What the doctor says of the newest run of the open project, as of its newest epoch. */
  readonly ofRun: readonly Finding[];
  /** What it says of the open project. */
  readonly ofModel: readonly Finding[];
}

/** Epochs up to which the loss is judged by its batches; later by how it began. */
const few = 3;
const noFindings: readonly Finding[] = [];

/** The doctor's advice, found once for all that show it: the model is judged at each edit, the run when an epoch, or the run, has ended. */
export function makeFindingsStore(
  contract: Pick<Connection, 'call' | 'onOpen'>,
  documents: Pick<DocumentStore, 'getState' | 'subscribe'>,
  runs: Pick<RunStore, 'getState' | 'subscribe' | 'watch' | 'hasPoints' | 'series'>,
): StoreApi<FindingsState> {
  const store = createStore<FindingsState>()(() => ({ ofRun: noFindings, ofModel: noFindings }));
  /** The run that is judged, what it was started from once that has come, and the way to stop watching it. */
  let judged: { readonly id: string; begun: ProjectDocument | null; readonly leave: () => void } | null = null;

  const trainedOf = remember<ProjectDocument | null>();
  const ofModel = remember<readonly Finding[]>();
  const ofRun = remember<readonly Finding[]>();

  const ask = (id: string): void => {
    contract.call('getRunDocument', { run: id }).then(
      (document) => {
        if (judged?.id !== id) return;
        judged.begun = document;
        update();
      },
      () => undefined,
    );
  };
  const follow = (id: string | null): void => {
    if ((judged?.id ?? null) === id) return;
    judged?.leave();
    judged = id === null ? null : { id, begun: null, leave: runs.watch(id, update) };
    if (id !== null) ask(id);
  };

  function update(): void {
    const project = documents.getState().open?.document ?? null;
    const run = currentRun(runs.getState().runs, project?.id ?? '');
    follow(run?.id ?? null);
    const begun = judged?.begun ?? null;
    const trained = trainedOf([begun, run?.batchSize, run?.epochs, run?.seed, JSON.stringify(run?.edits)], () => begun && run && asTrained(begun, run));
    const next: FindingsState = {
      ofModel: ofModel([project, trained, run?.number], () =>
        project ? examineModel({ document: project, before: trained && run && { number: run.number, document: trained } }) : noFindings,
      ),
      // Points come many times a second: they are looked at when the epoch, or the run, is another.
      ofRun: ofRun([trained, run && runs.hasPoints(run.id), run?.epoch, run && isLive(run.state), run && isBroken(run) && run.reason], () =>
        trained && run && runs.hasPoints(run.id) && run.epoch >= 0
          ? examineRun({
              document: trained,
              state: run.state,
              reason: run.reason,
              lines: runs.series(run.id).flatMap((own) => lineOf(own, run.epoch)),
            })
          : noFindings,
      ),
    };
    const before = store.getState();
    if (next.ofModel !== before.ofModel || next.ofRun !== before.ofRun) store.setState(next);
  }

  documents.subscribe(update);
  runs.subscribe(update);
  // Asked for while the work was away, it never came.
  contract.onOpen(() => {
    if (judged && !judged.begun) ask(judged.id);
  });
  return store;
}

/** A line with its points, where a rule may ask for them. */
function lineOf({ row, buffer }: RunSeries, epoch: number): RunLine[] {
  if (row.unit === 'batch' && (row.name !== 'loss' || row.head !== '')) return [];
  const points = Array.from(
    { length: row.unit === 'batch' && epoch >= few ? Math.min(1, buffer.length) : buffer.length },
    (_, at) => [buffer.steps[at] ?? 0, buffer.epochs[at] ?? 0, buffer.values[at] ?? 0] as const,
  );
  return [{ name: row.name, split: row.split, head: row.head, unit: row.unit, points }];
}

/** Keeps an answer for as long as it is asked with the same in hand. */
function remember<Answer>(): (given: readonly unknown[], find: () => Answer) => Answer {
  let last: { readonly given: readonly unknown[]; readonly answer: Answer } | null = null;
  return (given, find) => {
    const known = last;
    if (known && given.every((value, at) => value === known.given[at])) return known.answer;
    const answer = find();
    last = { given, answer };
    return answer;
  };
}
