import type { FilesValue, FoundColumn } from './foundFiles.ts';
import { columnShape } from './foundColumns.ts';
import type { Column } from './otherItems.ts';

/** Numbers that a feature of a table takes: one, or one for each of its classes. */
export const featureWidth = ({ type, classes = [] }: Pick<FoundColumn, 'type' | 'classes'>): number =>
  type === 'class' ? classes.length : 1;

/** What the numbers of a feature are called: as it is, or, of its classes, `colour = red`. */
const partNames = ({ name, type, classes = [] }: FoundColumn): readonly string[] =>
  type === 'class' ? classes.map((label) => `${name} = ${label}`) : [name];

/** Name of the column that all features of a table are together: none that a target has. */
export const featuresName = (columns: readonly Pick<FoundColumn, 'name' | 'use'>[]): string =>
  ['features', 'inputs'].find((free) => columns.every(({ name, use }) => use !== 'target' || name !== free)) ?? 'all features';

/** The columns of a table: all features side by side in one, each class as a place for itself; each target by itself. */
export function tableColumns({ found }: FilesValue): readonly Column[] {
  const columns = found?.columns ?? [];
  const features = columns.filter(({ use }) => use === 'feature');
  const targets = columns.filter(({ use }) => use === 'target');
  const width = features.reduce((sum, column) => sum + featureWidth(column), 0);
  return [
    ...(width > 0
      ? [{ name: featuresName(columns), role: 'feature', shape: [width], type: 'number', parts: features.flatMap(partNames) } as const]
      : []),
    ...targets.map(({ name, type, shape, classes }): Column => ({
      name,
      role: 'target',
      type,
      shape: columnShape({ type, shape }),
      ...(type === 'class' && classes ? { classes } : {}),
    })),
  ];
}
