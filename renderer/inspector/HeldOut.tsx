import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { dataParams } from '../../shared/catalogue/dataParams.ts';
import { heldOutWords } from '../../shared/catalogue/heldOut.ts';
import { parseValues } from '../../shared/catalogue/parseValues.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';

interface HeldOutProps {
  readonly document: ProjectDocument;
  readonly size: 'validationSize' | 'testSize';
}

/** What the size of the validation or test set means: a share, or a number of examples. */
export function HeldOut({ document, size }: HeldOutProps) {
  const { dataset, ...sizes } = parseValues(dataParams, document.data).values;
  const { train, test } = chosenDataset(dataset).size;
  const words = size === 'testSize' && test > 0 ? `The data set brings ${test.toLocaleString('en-US')} of its own.` : heldOutWords(sizes[size], train);
  return words !== null && <p className="m-0 pb-1 text-2xs text-faint">{words}</p>;
}
