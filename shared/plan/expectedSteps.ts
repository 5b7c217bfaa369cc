import { dataParams } from '../catalogue/dataParams.ts';
import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { heldOut } from '../catalogue/heldOut.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { ProjectDocument } from '../graph/document.ts';
import type { PlanData } from './trainPlan.ts';

/** Examples that a project will train on, at least 1: those that are not held out, or the first of them where a run takes so many only. */
export function expectedExamples({ data }: Pick<ProjectDocument, 'data'>, limit: number | null = null): number {
  const { dataset, validationSize, testSize } = parseValues(dataParams, data).values;
  return examplesOf({ dataset, validationSize, testSize, limit });
}

/** The same of a plan's data. */
export function examplesOf({
  dataset,
  validationSize,
  testSize,
  limit,
}: Pick<PlanData, 'dataset' | 'validationSize' | 'testSize' | 'limit'>): number {
  const { size } = chosenDataset(dataset);
  const { validation, test } = heldOut({ validationSize, testSize }, size);
  return Math.max(1, Math.min(limit ?? Infinity, size.train - validation - test));
}

/** Steps that an epoch of a project will have: at least 1. */
export const expectedSteps = ({ data, training }: Pick<ProjectDocument, 'data' | 'training'>): number =>
  Math.ceil(expectedExamples({ data }) / parseValues(trainingParams, training).values.batchSize);
