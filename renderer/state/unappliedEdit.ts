import { findSchedule } from '../../shared/catalogue/index.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import { trainingParams } from '../../shared/catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import type { RunRow } from '../../shared/ipc/rows.ts';
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

interface Course {
  readonly optimizer: string;
  readonly learningRate: number | null;
  readonly schedule: ItemValue;
}

function courseOf({ training }: ProjectDocument): Course {
  const { optimizer, schedule } = parseValues(trainingParams, training).values;
  const rate = optimizer.values['learningRate'];
  return { optimizer: optimizer.kind, learningRate: typeof rate === 'number' ? rate : null, schedule };
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
  const begun = courseOf(trained);
  const wanted = courseOf(project);
  const goesBy = {
    learningRate: taken.learningRate ?? begun.learningRate,
    schedule: taken.schedule === undefined ? begun.schedule : (taken.schedule as ItemValue),
  };
  const now: string[] = [];
  const then: string[] = [];
  const edit: { -readonly [K in keyof RunEdit]: RunEdit[K] } = {};
  // Of another optimizer the number means something else.
  if (wanted.optimizer === begun.optimizer && wanted.learningRate !== null && wanted.learningRate !== goesBy.learningRate) {
    edit.learningRate = wanted.learningRate;
    now.push(`learning rate ${goesBy.learningRate ?? 0}`);
    then.push(`learning rate ${wanted.learningRate}`);
  }
  if (!same(wanted.schedule, goesBy.schedule)) {
    const numbers = wanted.schedule.kind === goesBy.schedule.kind;
    edit.schedule = { kind: wanted.schedule.kind, values: wanted.schedule.values as NonNullable<RunEdit['schedule']>['values'] };
    now.push(scheduleWords(goesBy.schedule, numbers));
    then.push(scheduleWords(wanted.schedule, numbers));
  }
  const blocks = blockEdits(trained, taken.blocks ?? [], project);
  if (blocks.length > 0) {
    edit.blocks = blocks.map(({ wanted: own }) => own);
    now.push(...blocks.map(({ goesBy: own }) => blockEditWords(own)));
    then.push(...blocks.map(({ wanted: own }) => blockEditWords(own)));
  }
  return now.length === 0 ? null : { edit, now: now.join(', '), wanted: then.join(', ') };
}
