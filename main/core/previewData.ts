import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import { datasetPreview, type DatasetPreview } from '../../shared/ipc/rows.ts';
import { sentence } from './sentence.ts';

const answer = z.union([z.object({ preview: datasetPreview }), z.object({ problem: z.string() })]);
const file = new URL(import.meta.url.endsWith('.ts') ? './previewThread.ts' : './previewThread.js', import.meta.url);

/** What a project's data looks like, read in a thread of its own. Rejects with words for the user. */
export function previewData(document: ProjectDocument, examples: number): Promise<DatasetPreview> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: { document, examples }, execArgv: [], stdout: true });
    const refuse = (words: string): void => reject(new ContractError('failed', sentence(`the data cannot be shown: ${words}`)));
    thread.on('message', (message: unknown) => {
      const said = answer.parse(message);
      if ('preview' in said) resolve(said.preview);
      else refuse(said.problem);
    });
    thread.on('error', (error) => refuse(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => refuse(`its reader ended with exit code ${code}`));
    thread.unref();
  });
}
