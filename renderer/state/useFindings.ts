import { useEffect, useMemo, useState } from 'react';
import type { Finding } from '../../shared/run/doctor/finding.ts';
import { examineModel, examineRun } from '../../shared/run/doctor/index.ts';
import type { RunLine } from '../../shared/run/doctor/rule.ts';
import { asTrained } from '../../shared/run/asTrained.ts';
import { isBroken } from '../../shared/run/brokenLoss.ts';
import { isLive } from '../../shared/run/runState.ts';
import type { RunSeries } from './runStore.ts';
import { runs as runStore, useDocument } from './studio.ts';
import { useCurrentRun } from './useProjectRuns.ts';
import { useRunDocument } from './useRunDocument.ts';

/** Epochs up to which the loss is judged by its batches. */
const few = 3;
const noFindings: readonly Finding[] = [];

/** What the doctor says of the newest run, as of its newest epoch, and of the open project. */
export function useFindings(): { readonly ofRun: readonly Finding[]; readonly ofModel: readonly Finding[] } {
  const run = useCurrentRun();
  const id = run?.id ?? null;
  const begun = useRunDocument(id);
  const { batchSize = 0, epochs = 0, seed = 0 } = run ?? {};
  const trained = useMemo(() => begun && asTrained(begun, { batchSize, epochs, seed }), [begun, batchSize, epochs, seed]);
  const project = useDocument(({ open }) => open?.document ?? null);
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    setLoaded(id !== null && runStore.hasPoints(id));
    return id === null ? undefined : runStore.watch(id, () => setLoaded(runStore.hasPoints(id)));
  }, [id]);

  const number = run?.number ?? 0;
  const ofModel = useMemo(
    () => (project ? examineModel({ document: project, before: trained && { number, document: trained } }) : noFindings),
    [project, trained, number],
  );
  const { epoch = 0, state = 'starting', reason = null } = run ?? {};
  const came = isLive(state);
  const ofRun = useMemo(
    () =>
      trained && id !== null && loaded && epoch >= 0
        ? examineRun({ document: trained, state, reason, lines: runStore.series(id).flatMap((own) => lineOf(own, epoch)) })
        : noFindings,
    // Points come many times a second: they are looked at when an epoch, or the run, has ended.
    // eslint-disable-next-line react/exhaustive-deps
    [trained, id, loaded, epoch, came, isBroken({ state, reason }) ? reason : null],
  );
  return { ofRun, ofModel };
}

/** A line with its points, where a rule may ask for them. */
function lineOf({ row, buffer }: RunSeries, epoch: number): RunLine[] {
  if (row.unit === 'batch' && (row.name !== 'loss' || row.head !== '' || epoch >= few)) return [];
  const points = Array.from(
    { length: buffer.length },
    (_, at) => [buffer.steps[at] ?? 0, buffer.epochs[at] ?? 0, buffer.values[at] ?? 0] as const,
  );
  return [{ name: row.name, split: row.split, head: row.head, unit: row.unit, points }];
}
