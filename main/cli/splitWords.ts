import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { heldOutWords } from '../../shared/catalogue/heldOut.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';

/** What a project holds out, a line for each: `Validation: 0.2 is a share: 30 of 150 examples.` */
export function splitWords({ data }: Pick<ProjectDocument, 'data'>): readonly string[] {
  const { dataset, validationSize, testSize } = parseValues(dataParams, data).values;
  const { train, test } = chosenDataset(dataset).size;
  return Object.entries({ Validation: validationSize, ...(test === 0 && { Test: testSize }) }).flatMap(([title, size]) => {
    const words = heldOutWords(size, train);
    return words === null ? [] : [`${title}: ${words}`];
  });
}
