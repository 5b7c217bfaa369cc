import { isItem, type ItemValue, type Values } from '../catalogue/params.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../graph/document.ts';

/** A phase as the training choices have it, and the optimizer that it goes by: its own, or the project's. */
export interface PhaseOptimizer {
  readonly name: string;
  readonly optimizer: ItemValue;
}

/** The phases of the training choices; none where every step trains everything. */
export function phaseOptimizers(training: ProjectDocument['training']): readonly PhaseOptimizer[] {
  const { phases, optimizer } = parseValues(trainingParams, training).values;
  return phases.map(({ values }) => ({
    name: String(values['name']),
    optimizer: isItem(values['optimizer']) ? values['optimizer'] : optimizer,
  }));
}

/** The training choices with this learning rate: the project's, or that of a phase, which then has an optimizer of its own. */
export function withLearningRate(training: ProjectDocument['training'], phase: string | null, learningRate: number): Values {
  const { phases, optimizer } = parseValues(trainingParams, training).values;
  const at = (own: ItemValue): ItemValue => ({ kind: own.kind, values: { ...own.values, learningRate } });
  if (phase === null) return { optimizer: at(optimizer) };
  return {
    phases: phases.map(({ kind, values }) =>
      values['name'] === phase
        ? { kind, values: { ...values, optimizer: at(isItem(values['optimizer']) ? values['optimizer'] : optimizer) } }
        : { kind, values },
    ),
  };
}
