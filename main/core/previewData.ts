import type { ProjectDocument } from '../../shared/graph/document.ts';
import { datasetPreview, type DatasetPreview } from '../../shared/ipc/rows.ts';
import { inThread } from './inThread.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './previewThread.ts' : './previewThread.js', import.meta.url);

/** What a project's data looks like, read in a thread of its own. Rejects with words for the user. */
export const previewData = (document: ProjectDocument, examples: number): Promise<DatasetPreview> =>
  inThread({ file, data: { document, examples }, parser: datasetPreview, failure: 'the data cannot be shown' });
