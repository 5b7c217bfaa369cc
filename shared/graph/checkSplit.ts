import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { dataParams } from '../catalogue/dataParams.ts';
import { heldOut } from '../catalogue/heldOut.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { ProjectDocument } from './document.ts';
import type { Problem } from './problem.ts';

/** Validation and test must leave something to train on. */
export function checkSplit(document: ProjectDocument): readonly Problem[] {
  const { dataset, validationSize, testSize } = parseValues(dataParams, document.data).values;
  const { train, test } = chosenDataset(dataset).size;
  const [validation, tested] = [heldOut(validationSize, train), test > 0 ? 0 : heldOut(testSize, train)];
  if (train === 0 || validation + tested < train) return [];
  const param = tested > validation ? 'testSize' : 'validationSize';
  const message = `validation and test hold out ${validation + tested} of ${train} examples: nothing is left to train on; make them smaller`;
  return [{ severity: 'error', section: 'data', param, message }];
}
