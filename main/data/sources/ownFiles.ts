import { lacksFiles } from '../../../shared/catalogue/foundColumns.ts';
import { DataUnavailable } from '../../files/dataUnavailable.ts';
import type { FilesValue, FoundFiles } from '../../../shared/catalogue/foundFiles.ts';

/** What was found in files. Throws an Error in words where they were not read yet. */
export function requireFound({ title }: { readonly title: string }, files: FilesValue): FoundFiles {
  if (files.found) return files.found;
  throw new Error(lacksFiles(title, files) ?? `${title} were not read yet`);
}

/** Files are no longer what a project says of them: nothing of it would hold. */
export const changedFiles = (path: string): Error =>
  new DataUnavailable(
    `the files of ${path} have changed since they were read: put the former ones back to go on with a run, or read them again under Data (or by "netloom data PROJECT PATH") and train anew`,
  );

/** Opens files of which a project says what is in them: whatever is in the way of that now was not there then. */
export function openAgain<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new DataUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
