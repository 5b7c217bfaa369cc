import type { FilesValue, FoundColumn } from './foundFiles.ts';
import type { Column } from './otherItems.ts';

/** Shape of a value as a model takes it: pixels have their channels, a single number is [1]. */
export function columnShape({ type, shape }: Pick<FoundColumn, 'type' | 'shape'>): readonly number[] {
  if (type === 'class' || shape.length === 0) return [1];
  return type === 'image' && shape.length === 2 ? [...shape, 1] : shape;
}

/** The columns of a data set whose arrays each are a column of their own. */
export const arrayColumns = ({ found }: FilesValue): readonly Column[] =>
  (found?.columns ?? []).flatMap(({ name, use, type, shape, classes }): Column[] =>
    use === 'unused'
      ? []
      : [{ name, role: use, type, shape: columnShape({ type, shape }), ...(type === 'class' && classes ? { classes } : {}) }],
  );

/** Examples of files that were read. */
export const foundSize = ({ found }: FilesValue): { readonly train: number; readonly test: number } =>
  found ? { train: found.train, test: found.rows - found.train } : { train: 0, test: 0 };

/** Why files give no examples yet, with a fix. */
export function lacksFiles(title: string, { path, found }: FilesValue): string | null {
  const read = 'or "netloom data PROJECT PATH" reads them on the command line';
  if (found === null)
    return path === ''
      ? `${title} has no files yet: choose them under Data, ${read}`
      : `${title} were not read yet: read ${path} under Data, ${read}`;
  const bad = found.columns.find(({ use, problem }) => use !== 'unused' && problem !== undefined);
  if (bad) return `${path}, ${bad.problem}: mend the file and read it again, or set "${bad.name}" to Not used`;
  return found.columns.some(({ use }) => use === 'feature')
    ? null
    : `no column of ${title} is a feature: make one of them a feature under Data`;
}
