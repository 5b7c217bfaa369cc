import { findSchedule } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { goesBy } from '../../shared/run/goesBy.ts';
import { blockEditWords, mergeEdits, type RunEdit } from '../../shared/run/runEdit.ts';
import { blockEdits } from './blockEdits.ts';

/** What a run could take over of the project as it is now, and both sides in words. */
export interface UnappliedEdit {
  readonly edit: RunEdit;
  /** `learning rate 0.001`. */
  readonly now: string;
  /** `learning rate 0.0003`. */
  readonly wanted: string;
}

const same = (a: ItemValue, b: ItemValue): boolean => a.kind === b.kind && JSON.stringify(a.values) === JSON.stringify(b.values);

/** A schedule in words: its title, and its numbers where only they differ. */
const scheduleWords = ({ kind, values }: ItemValue, numbers: boolean): string => {
  const given = Object.values(values).filter((value) => typeof value === 'number');
  return `schedule ${findSchedule(kind).title.toLowerCase()}${numbers && given.length > 0 ? ` (${given.join(', ')})` : ''}`;
};

/**
 * What the project says now and a live run does not go by: a learning rate, a schedule, a rate of a dropout or what is frozen, changed since it
 * was started. Null when
 * they agree. `trained` is the document that the run was made from.
 */
export function unappliedEdit(run: Pick<RunRow, 'edits'>, trained: ProjectDocument, project: ProjectDocument): UnappliedEdit | null {
  const taken = mergeEdits(run.edits.map(({ edit }) => edit));
  const running = goesBy(trained, taken);
  const { rates: asked, schedule } = goesBy(project);
  const now: string[] = [];
  const then: string[] = [];
  const edit: { -readonly [K in keyof RunEdit]: RunEdit[K] } = {};
  const rates: Record<string, number> = {};
  for (const { phase, optimizer, rate: before } of running.rates) {
    const wanted = asked.find((own) => own.phase === phase);
    const after = wanted?.rate ?? null;
    // Of another optimizer the number means something else.
    if (wanted?.optimizer !== optimizer || after === null || after === before) continue;
    if (phase === '') edit.learningRate = after;
    else rates[phase] = after;
    const what = phase === '' ? 'learning rate' : `learning rate of ${phase}`;
    now.push(`${what} ${before ?? 0}`);
    then.push(`${what} ${after}`);
  }
  if (Object.keys(rates).length > 0) edit.rates = rates;
  if (!same(schedule, running.schedule)) {
    const numbers = schedule.kind === running.schedule.kind;
    edit.schedule = { kind: schedule.kind, values: schedule.values as NonNullable<RunEdit['schedule']>['values'] };
    now.push(scheduleWords(running.schedule, numbers));
    then.push(scheduleWords(schedule, numbers));
  }
  const blocks = blockEdits(trained, taken.blocks ?? [], project);
  if (blocks.length > 0) {
    edit.blocks = blocks.map(({ wanted: own }) => own);
    now.push(...blocks.map(({ goesBy: own }) => blockEditWords(own)));
    then.push(...blocks.map(({ wanted: own }) => blockEditWords(own)));
  }
  return now.length === 0 ? null : { edit, now: now.join(', '), wanted: then.join(', ') };
}
