import { findOptimizer } from '../../catalogue/index.ts';
import { defaultValues, parseValues } from '../../catalogue/parseValues.ts';
import { trainingParams } from '../../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../../graph/document.ts';
import { toJson } from '../../graph/toJson.ts';
import type { Fix } from './finding.ts';

/** The training choices that a learning rate goes with. */
export function rateOf(document: ProjectDocument): {
  readonly kind: string;
  readonly rate: number;
  readonly batchSize: number;
  readonly adaptive: boolean;
} {
  const { optimizer, batchSize } = parseValues(trainingParams, document.training).values;
  const rate = optimizer.values['learningRate'];
  return {
    kind: optimizer.kind,
    rate: typeof rate === 'number' ? rate : 0,
    batchSize,
    adaptive: findOptimizer(optimizer.kind).adaptive === true,
  };
}

/** A number as people write it: 0.0003, not 0.00030000000000000003. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Sets values of the optimizer. */
export const setOptimizer = (project: ProjectDocument, values: Readonly<Record<string, number>>) => {
  const { optimizer } = parseValues(trainingParams, project.training).values;
  const next = { kind: optimizer.kind, values: { ...toJson(optimizer.values), ...values } };
  return [{ type: 'setTraining' as const, values: { ...project.training, optimizer: next } }];
};

/** A tenth of the rate that a run had; done once the project says less than that. Nothing where the run had none to divide. */
export function tenth(trained: ProjectDocument): { readonly fix?: Fix } {
  const { rate } = rateOf(trained);
  const wanted = rounded(rate / 10);
  if (wanted === 0) return {};
  return {
    fix: {
      title: `Set learning rate ${wanted}`,
      edits: (project) => (rateOf(project).rate <= wanted ? null : setOptimizer(project, { learningRate: wanted })),
    },
  };
}

/** The rate that an optimizer has where none is chosen; done once the project has any. */
export function usualRate(trained: ProjectDocument): { readonly rate: number; readonly title: string; readonly fix: Fix } {
  const { title, params } = findOptimizer(rateOf(trained).kind);
  const given = defaultValues(params)['learningRate'];
  const rate = typeof given === 'number' ? given : 0.001;
  return {
    rate,
    title,
    fix: {
      title: `Set learning rate ${rate}`,
      edits: (project) => (rateOf(project).rate > 0 ? null : setOptimizer(project, { learningRate: rate })),
    },
  };
}
