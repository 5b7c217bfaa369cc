import type { ColumnData, DataColumn, Numbers, RowStream } from '../engine.ts';
import { required } from '../lower/lowering.ts';

/**
 * The data with `count` more rows behind its own, wherever those lie: made numbers in the columns that `made` names, 0 in the others. A model that is created of it
 * can predict what is in no data set.
 */
export function addedRows(
  data: ColumnData,
  names: readonly string[],
  count: number,
  made: Readonly<Record<string, Float32Array>>,
): ColumnData {
  const columns: Record<string, DataColumn> = {};
  const added: Record<string, Numbers> = {};
  for (const name of names) {
    const column = required(data.columns[name], `the column "${name}"`);
    const width = widthOf(column);
    const own = made[name] ?? new Int32Array(count * width);
    added[name] = own;
    columns[name] = { ...column, numbers: column.numbers && joined(column.numbers, own) };
  }
  const stream = data.stream && addedStream(data.stream, data, added);
  return { ...data, rows: data.rows + count, columns: { ...data.columns, ...columns }, stream };
}

const widthOf = ({ shape }: DataColumn): number => shape.reduce((a, b) => a * b, 1);

/** Bytes and whole numbers stay what they are, unless what is added is not of their kind. */
function joined(numbers: Numbers, added: Numbers): Numbers {
  const length = numbers.length + added.length;
  const whole = added instanceof Float32Array ? new Float32Array(length) : emptyLike(numbers, length);
  whole.set(numbers);
  whole.set(added, numbers.length);
  return whole;
}

const emptyLike = (numbers: Numbers, length: number): Numbers =>
  numbers instanceof Uint8Array
    ? new Uint8Array(length)
    : numbers instanceof Int32Array
      ? new Int32Array(length)
      : new Float32Array(length);

/** Reads rows of the data from disk; those that were added are there already. */
function addedStream(stream: RowStream, { rows: first, columns }: ColumnData, added: Readonly<Record<string, Numbers>>): RowStream {
  return {
    names: stream.names,
    rowBytes: (name) => stream.rowBytes(name),
    async read(rows, names) {
      if (rows.every((row) => row < first)) return stream.read(rows, names);
      const below = rows.filter((row) => row < first);
      const read = below.length > 0 ? await stream.read(below, names) : {};
      return Object.fromEntries(
        names.map((name) => {
          const width = widthOf(required(columns[name], `the column "${name}"`));
          const own = required(added[name], `the added rows of "${name}"`);
          const out = new Float32Array(rows.length * width);
          let at = 0;
          rows.forEach((row, place) => {
            const from = row < first ? at++ : row - first;
            const source = row < first ? required(read[name], `the rows of "${name}"`) : own;
            out.set(source.subarray(from * width, (from + 1) * width), place * width);
          });
          return [name, out];
        }),
      );
    },
  };
}
