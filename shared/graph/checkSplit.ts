import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import { heldOut, nothingLeft } from '../catalogue/heldOut.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { ProjectDocument } from './document.ts';
import type { Problem } from './problem.ts';

/** Validation and test must leave something to train on. */
export function checkSplit(document: ProjectDocument): readonly Problem[] {
  const { dataset, validationSize, testSize } = parseValues(dataParams, document.data).values;
  const { size } = chosenDataset(dataset);
  const { validation, test } = heldOut({ validationSize, testSize }, size);
  if (size.train === 0 || validation + test < size.train) return [];
  const param = test > validation ? 'testSize' : 'validationSize';
  return [{ severity: 'error', section: 'data', param, message: nothingLeft(validation + test, size.train) }];
}
