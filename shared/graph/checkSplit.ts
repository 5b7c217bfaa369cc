import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import { heldOut, neitherShareNorNumber, nothingLeft } from '../catalogue/heldOut.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { ProjectDocument } from './document.ts';
import type { Problem } from './problem.ts';

/** Validation and test must each be a share or a number of examples, and leave something to train on. */
export function checkSplit(document: ProjectDocument): readonly Problem[] {
  const { dataset, validationSize, testSize } = parseValues(dataParams, document.data).values;
  const odd = Object.entries({ validationSize, testSize }).flatMap(([param, own]): Problem[] => {
    const message = neitherShareNorNumber(own);
    return message === null ? [] : [{ severity: 'error', section: 'data', param, message }];
  });
  if (odd.length > 0) return odd;
  const { size } = chosenDataset(dataset);
  const { validation, test } = heldOut({ validationSize, testSize }, size);
  if (size.train === 0 || validation + test < size.train) return [];
  const param = test > validation ? 'testSize' : 'validationSize';
  return [{ severity: 'error', section: 'data', param, message: nothingLeft(validation + test, size.train) }];
}
