import type { ItemValue } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../graph/document.ts';
import { phaseOptimizers } from '../plan/phaseOptimizers.ts';
import { editedRate, type RunEdit } from './runEdit.ts';

/** What moves the weights of a run: the learning rate of each phase, and how it goes on. */
export interface Course {
  /** '' as the phase where the training has none; the rate is null where the optimizer has none. */
  readonly rates: readonly { readonly phase: string; readonly optimizer: string; readonly rate: number | null }[];
  readonly schedule: ItemValue;
}

const rateOf = ({ values }: ItemValue): number | null => (typeof values['learningRate'] === 'number' ? values['learningRate'] : null);

/** What the training choices of a document say, with what was changed of a run since it began: `edits` are all of them as one. */
export function goesBy({ training }: Pick<ProjectDocument, 'training'>, edits: RunEdit = {}): Course {
  const { optimizer, schedule } = parseValues(trainingParams, training).values;
  const phases = phaseOptimizers(training);
  const all = phases.length === 0 ? [{ name: '', optimizer }] : phases;
  return {
    rates: all.map(({ name, optimizer: own }) => ({ phase: name, optimizer: own.kind, rate: editedRate(edits, name) ?? rateOf(own) })),
    schedule: edits.schedule ?? schedule,
  };
}
