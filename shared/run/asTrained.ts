import type { ProjectDocument } from '../graph/document.ts';
import { toJson } from '../graph/toJson.ts';
import { withLearningRate } from '../plan/phaseOptimizers.ts';
import { mergeEdits, type RunEdit } from './runEdit.ts';

interface Trained extends Readonly<Record<'batchSize' | 'epochs' | 'seed', number>> {
  /** What was changed of it since it began. */
  readonly edits?: readonly { readonly edit: RunEdit }[];
}

/**
 * The document of a run with what was chosen for that run alone, in place of the project's (`netloom train --batch-size`), and the learning rate that
 * it was given while it stood still.
 */
export function asTrained(document: ProjectDocument, { batchSize, epochs, seed, edits = [] }: Trained): ProjectDocument {
  const { learningRate, rates = {} } = mergeEdits(edits.map(({ edit }) => edit));
  const given = [...(learningRate === undefined ? [] : [[null, learningRate] as const]), ...Object.entries(rates)];
  const training = given.reduce<ProjectDocument['training']>(
    (own, [phase, rate]) => ({ ...own, ...toJson(withLearningRate(own, phase, rate)) }),
    { ...document.training, batchSize, epochs, seed },
  );
  return { ...document, training };
}
