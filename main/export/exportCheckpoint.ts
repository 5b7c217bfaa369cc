import type { ExportResult } from '../../shared/ipc/rows.ts';
import type { ExportRequest } from './exportRequest.ts';
import { exportTfjs } from './tfjs/exportTfjs.ts';

/** Writers by format. Each proves its files by reading them back. */
const writers: Readonly<Record<ExportRequest['format'], (request: ExportRequest) => Promise<ExportResult>>> = { tfjs: exportTfjs };

/** Writes a trained model in a format that others read. All files are there, proved, or none is. Throws an Error in words. */
export async function exportCheckpoint(request: ExportRequest): Promise<ExportResult> {
  return writers[request.format](request);
}
