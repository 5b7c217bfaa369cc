import { dataParams } from '../catalogue/dataParams.ts';
import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../graph/document.ts';

/** Steps that an epoch of a project will have: at least 1. */
export function expectedSteps({ data, training }: Pick<ProjectDocument, 'data' | 'training'>): number {
  const { dataset, validationSize, testSize } = parseValues(dataParams, data).values;
  const { batchSize } = parseValues(trainingParams, training).values;
  const { train, test } = chosenDataset(dataset).size;
  const held = (size: number): number => Math.round(size < 1 ? size * train : size);
  return Math.max(1, Math.ceil((train - held(validationSize) - (test > 0 ? 0 : held(testSize))) / batchSize));
}
