import type { ProjectDocument } from '../graph/document.ts';

/** The document of a run with what was chosen for that run alone, in place of the project's: `netloom train --batch-size`. */
export const asTrained = (
  document: ProjectDocument,
  { batchSize, epochs, seed }: Readonly<Record<'batchSize' | 'epochs' | 'seed', number>>,
) => ({
  ...document,
  training: { ...document.training, batchSize, epochs, seed },
});
