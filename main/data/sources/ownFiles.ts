import { lacksFiles } from '../../../shared/catalogue/foundColumns.ts';
import type { FilesValue, FoundFiles } from '../../../shared/catalogue/foundFiles.ts';

/** What was found in files. Throws an Error in words where they were not read yet. */
export function requireFound({ title }: { readonly title: string }, files: FilesValue): FoundFiles {
  if (files.found) return files.found;
  throw new Error(lacksFiles(title, files) ?? `${title} were not read yet`);
}

/** Files are no longer what a project says of them: nothing of it would hold. */
export const changedFiles = (path: string): Error =>
  new Error(
    `the files of ${path} have changed since they were read: read them again under Data (or by "netloom data PROJECT PATH"), then train anew`,
  );
