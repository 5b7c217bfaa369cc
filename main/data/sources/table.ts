import { table as dataset } from '../../../shared/catalogue/datasets/table.ts';
import { featuresName, featureWidth } from '../../../shared/catalogue/tableColumns.ts';
import type { FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import { openTable } from '../table/describeTable.ts';
import { changedFiles, openAgain, requireFound } from './ownFiles.ts';
import { defineSource } from './source.ts';

/** A table of the user's, as it was when it was chosen: the features side by side, each target by itself. */
export const table = defineSource(dataset, async ({ files }) => {
  const { columns, fingerprint, rows } = requireFound(dataset, files);
  const { cells, names, fingerprint: now } = openAgain(() => openTable(files.path));
  if (now !== fingerprint) throw changedFiles(files.path);
  const width = columns.filter(({ use }) => use === 'feature').reduce((sum, column) => sum + featureWidth(column), 0);
  const features = new Float32Array(rows * width);
  const targets = new Map<string, Float32Array | Int32Array>();
  const takers = new Map<number, (row: number, text: string, line: number) => void>();
  let place = 0;
  for (const column of columns) {
    if (column.use === 'unused') continue;
    const value = valueOf(column, files.path);
    const at = names.indexOf(column.name);
    if (column.use === 'target') {
      const numbers = column.type === 'class' ? new Int32Array(rows) : new Float32Array(rows);
      targets.set(column.name, numbers);
      takers.set(at, (row, text, line) => void (numbers[row] = value(text, line)));
      continue;
    }
    const first = place;
    place += featureWidth(column);
    if (column.type === 'class') takers.set(at, (row, text, line) => void (features[row * width + first + value(text, line)] = 1));
    else takers.set(at, (row, text, line) => void (features[row * width + first] = value(text, line)));
  }
  cells((column, row, text, line) => takers.get(column)?.(row, text, line));
  return { rows, train: rows, numbers: { ...(width > 0 ? { [featuresName(columns)]: features } : {}), ...Object.fromEntries(targets) } };
});

/** The number of a cell: its own, or the place of its class. Throws an Error in words that names line and column. */
function valueOf({ name, type, dtype, classes = [] }: FoundColumn, path: string): (text: string, line: number) => number {
  const places = new Map(classes.map((label, at) => [label, at]));
  return (text, line) => {
    const value = type === 'class' ? places.get(dtype === 'text' ? text : String(Number(text))) : Number(text === '' ? Number.NaN : text);
    if (value === undefined || Number.isNaN(value))
      throw new Error(
        `${path}, line ${line}, column "${name}": "${text}" is no ${type === 'class' ? 'class' : 'number'} of it: mend the file and read it again under Data`,
      );
    return value;
  };
}
