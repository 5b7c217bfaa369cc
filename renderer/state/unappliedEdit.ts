import { findSchedule } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
import { phaseOptimizers } from '../../shared/plan/phaseOptimizers.ts';
import { blockEditWords, editedRate, mergeEdits, type RunEdit } from '../../shared/run/runEdit.ts';
import { blockEdits } from './blockEdits.ts';

/** What a run could take over of the project as it is now, and both sides in words. */
export interface UnappliedEdit {
  readonly edit: RunEdit;
  /** `learning rate 0.001`. */
  readonly now: string;
  /** `learning rate 0.0003`. */
  readonly wanted: string;
}

/** The optimizers by phase, '' where there are no phases. */
const optimizersOf = ({ training }: ProjectDocument): ReadonlyMap<string, ItemValue> => {
  const phases = phaseOptimizers(training);
  const { optimizer } = parseValues(trainingParams, training).values;
  return new Map(phases.length === 0 ? [['', optimizer]] : phases.map(({ name, optimizer: own }) => [name, own]));
};
const scheduleOf = ({ training }: ProjectDocument): ItemValue => parseValues(trainingParams, training).values.schedule;
const rateOf = ({ values }: ItemValue): number | null => (typeof values['learningRate'] === 'number' ? values['learningRate'] : null);

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
  const goesBy = taken.schedule === undefined ? scheduleOf(trained) : (taken.schedule as ItemValue);
  const schedule = scheduleOf(project);
  const now: string[] = [];
  const then: string[] = [];
  const edit: { -readonly [K in keyof RunEdit]: RunEdit[K] } = {};
  const rates: Record<string, number> = {};
  const wanted = optimizersOf(project);
  for (const [phase, begun] of optimizersOf(trained)) {
    const [before, after] = [editedRate(taken, phase) ?? rateOf(begun), rateOf(wanted.get(phase) ?? begun)];
    // Of another optimizer the number means something else.
    if (wanted.get(phase)?.kind !== begun.kind || after === null || after === before) continue;
    if (phase === '') edit.learningRate = after;
    else rates[phase] = after;
    const what = phase === '' ? 'learning rate' : `learning rate of ${phase}`;
    now.push(`${what} ${before ?? 0}`);
    then.push(`${what} ${after}`);
  }
  if (Object.keys(rates).length > 0) edit.rates = rates;
  if (!same(schedule, goesBy)) {
    const numbers = schedule.kind === goesBy.kind;
    edit.schedule = { kind: schedule.kind, values: schedule.values as NonNullable<RunEdit['schedule']>['values'] };
    now.push(scheduleWords(goesBy, numbers));
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
