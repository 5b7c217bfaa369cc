import type { FilesValue, FoundColumn } from '../../shared/catalogue/foundFiles.ts';
import type { FilesParam } from '../../shared/catalogue/params.ts';
import { describeArrays } from './numpy/describeArrays.ts';
import { describeTable } from './table/describeTable.ts';

const readers: Readonly<Record<FilesParam['reads'], (path: string) => FilesValue>> = { arrays: describeArrays, table: describeTable };

/**
 * Reads what is in files of the user's: the value that is kept with the choice of a data set. What the user wants of a column stays where it is found again as it was
 * `before`. Throws an Error in words.
 */
export async function describeFiles(reads: FilesParam['reads'], path: string, before: FilesValue | null): Promise<FilesValue> {
  const value = readers[reads](path.trim());
  const known = before?.found?.columns ?? [];
  return { ...value, found: value.found && { ...value.found, columns: value.found.columns.map((column) => kept(column, known)) } };
}

function kept(column: FoundColumn, before: readonly FoundColumn[]): FoundColumn {
  const same = before.find(
    ({ name, shape, dtype }) => name === column.name && shape.join() === column.shape.join() && dtype === column.dtype,
  );
  if (!same) return column;
  return { ...column, use: same.use, type: same.type === 'class' && !column.classes ? column.type : same.type };
}
