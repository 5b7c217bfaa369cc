import type { z } from 'zod';
import { filesValueSchema, type FilesValue } from '../../shared/catalogue/foundFiles.ts';
import type { commands } from '../../shared/ipc/commands.ts';
import { inThread } from './inThread.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './describeFilesThread.ts' : './describeFilesThread.js', import.meta.url);

/** What is in files of the user's, read in a thread of its own. Rejects with words for the user. */
export const describeFiles = (asked: z.output<typeof commands.describeFiles.input>): Promise<FilesValue> =>
  inThread({ file, data: asked, parser: filesValueSchema, failure: 'the files cannot be used' });
