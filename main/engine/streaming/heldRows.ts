import type { ColumnData, DataColumn, Numbers } from '../engine.ts';
import { required } from '../lower/lowering.ts';

/** The numbers of these rows of a column, in their order, wherever they lie. */
export async function readColumn(data: Pick<ColumnData, 'columns' | 'stream'>, name: string, rows: Int32Array): Promise<Numbers> {
  const column = required(data.columns[name], `the column "${name}"`);
  if (column.numbers) return gathered(column, column.numbers, rows);
  const read = await required(data.stream, 'what reads the columns on disk').read(rows, [name]);
  return required(read[name], `the rows of "${name}"`);
}

function gathered({ shape }: DataColumn, numbers: Numbers, rows: Int32Array): Numbers {
  const width = shape.reduce((a, b) => a * b, 1);
  const out = numbers.slice(0, rows.length * width);
  rows.forEach((row, at) => out.set(numbers.subarray(row * width, (row + 1) * width), at * width));
  return out;
}

/** The numbers of a column that is in memory. Throws where it is not there, or lies on disk. */
export const heldNumbers = (column: DataColumn | undefined): Numbers => required(column?.numbers ?? undefined, 'a column in memory');

/** The data with these rows alone, all of them in memory: row 0 is the first of `rows`. */
export async function heldRows(data: ColumnData, names: readonly string[], rows: Int32Array): Promise<ColumnData> {
  const columns: Record<string, DataColumn> = {};
  for (const name of names) {
    const column = required(data.columns[name], `the column "${name}"`);
    columns[name] = { ...column, numbers: await readColumn(data, name, rows) };
  }
  return { rows: rows.length, columns };
}
