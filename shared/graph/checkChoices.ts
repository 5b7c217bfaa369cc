import { dataParams } from '../catalogue/dataParams.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import type { ProjectDocument } from './document.ts';
import type { Problem } from './problem.ts';

/** Problems of the training and data choices. */
export function checkChoices(document: ProjectDocument): readonly Problem[] {
  const sections = [
    ['training', trainingParams, document.training],
    ['data', dataParams, document.data],
  ] as const;
  return sections.flatMap(([section, params, given]) =>
    parseValues(params, given).problems.map(({ param, message }): Problem => ({
      severity: 'error',
      section,
      param,
      message: `${param}: ${message}`,
    })),
  );
}
