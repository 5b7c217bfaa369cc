import type { Handlers } from '../../shared/ipc/server.ts';
import { augmentData } from '../core/augmentData.ts';
import { engineRows } from '../core/engineRows.ts';
import type { Core } from '../core/openCore.ts';
import { describeFiles } from '../core/describeFiles.ts';
import { previewData } from '../core/previewData.ts';

/** Engines and data sets. */
export const engineServices = ({ settings }: Core) =>
  ({
    listEngines: () => engineRows(settings.get().engine),
    describeFiles: (asked) => describeFiles(asked),
    getAugmentedExamples: (asked) => augmentData(asked),
    getDatasetPreview: ({ document, examples }) => previewData(document, examples),
  }) satisfies Partial<Handlers>;
