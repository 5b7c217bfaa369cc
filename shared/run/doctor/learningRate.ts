import { findOptimizer } from '../../catalogue/index.ts';
import { parseValues } from '../../catalogue/parseValues.ts';
import { trainingParams } from '../../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../graph/document.ts';
import { toJson } from '../../graph/toJson.ts';
import { goesBy } from '../goesBy.ts';
import { show } from '../show.ts';
import { rounded, smallerRate, usualRate } from '../usualRate.ts';
import type { Fix } from './finding.ts';

/** The training choices that a learning rate goes with. */
export function rateOf(document: ProjectDocument): {
  readonly kind: string;
  readonly rate: number;
  readonly batchSize: number;
  readonly adaptive: boolean;
  /** Share of a step that the next one takes along; 0 where the optimizer has none. */
  readonly momentum: number;
} {
  const { optimizer, batchSize } = parseValues(trainingParams, document.training).values;
  const { learningRate: rate, momentum } = optimizer.values;
  return {
    kind: optimizer.kind,
    rate: typeof rate === 'number' ? rate : 0,
    batchSize,
    adaptive: findOptimizer(optimizer.kind).adaptive === true,
    momentum: typeof momentum === 'number' ? momentum : 0,
  };
}

/** Sets values of the optimizer. */
export const setOptimizer = (project: ProjectDocument, values: Readonly<Record<string, number>>) => {
  const { optimizer } = parseValues(trainingParams, project.training).values;
  const next = { kind: optimizer.kind, values: { ...toJson(optimizer.values), ...values } };
  return [{ type: 'setTraining' as const, values: { ...project.training, optimizer: next } }];
};

/** A rate in the place of another, in words. */
export const inPlace = (wanted: number, rate: number): string => `${show(wanted)} in place of ${show(rate)}`;

/** A rate that is proposed, and the fix that sets it; none where there is nothing to set. */
interface Proposed {
  readonly wanted: number;
  readonly fix?: Fix;
}

/**
 * A smaller rate than a run had: a tenth of it, or the usual one of its optimizer where even a tenth is far too large. Done once the project says no
 * more than that; nothing to set where the run had none to divide.
 */
export function smaller(trained: ProjectDocument): Proposed {
  const { kind, rate } = rateOf(trained);
  const wanted = smallerRate(kind, rate);
  return wanted === 0 ? { wanted } : { wanted, fix: setting(wanted, (now) => now <= wanted) };
}

/** The same in words; of phases that go by rates of their own for each of them, which are set where the phases stand. */
export function smallerWords(trained: ProjectDocument): { readonly words: string; readonly fix?: Fix } {
  const { rates } = goesBy(trained);
  if (rates.length < 2) {
    const { wanted, fix } = smaller(trained);
    return { words: `the learning rate ${inPlace(wanted, rateOf(trained).rate)}`, ...(fix && { fix }) };
  }
  const each = rates.map(({ phase, optimizer, rate }) => `${inPlace(smallerRate(optimizer, rate ?? 0), rate ?? 0)} for ${phase}`);
  return { words: `the learning rate ${each.join(' and ')}` };
}

/** A larger rate than a run had: the usual one of its optimizer, or ten times what it had where that is more. Done once the project says so much. */
export function larger(trained: ProjectDocument): Proposed {
  const { kind, rate } = rateOf(trained);
  const wanted = Math.max(usualRate(kind), rounded(rate * 10));
  return { wanted, fix: setting(wanted, (now) => now >= wanted) };
}

const setting = (learningRate: number, isDone: (now: number) => boolean): Fix => ({
  title: `Set learning rate ${learningRate}`,
  edits: (project) => (isDone(rateOf(project).rate) ? null : setOptimizer(project, { learningRate })),
});
