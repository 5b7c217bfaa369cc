import type { ArrayColumn } from './joinArrays.ts';

/** Bytes between two wanted rows up to which both are read at once, with what lies between: quicker than asking the disk again. */
const widestGap = 16_384;
/** Most bytes that are read at once. */
const longestRun = 2 ** 24;

/** Reads rows `first` .. `first + count - 1` of a column into `into`. */
export async function readRange({ parts, rowBytes }: ArrayColumn, first: number, count: number, into: Uint8Array): Promise<void> {
  let start = 0;
  let done = 0;
  for (const { shape, bytes } of parts) {
    const rows = shape[0] ?? 0;
    const from = Math.max(first, start);
    const to = Math.min(first + count, start + rows);
    if (from < to) {
      await bytes.read(into.subarray((from - first) * rowBytes, (to - first) * rowBytes), (from - start) * rowBytes);
      done += to - from;
    }
    start += rows;
  }
  if (done !== count) throw new RangeError(`rows ${first} to ${first + count - 1} are outside the data`);
}

/** The bytes of these rows, one after the other in the order asked for. What lies close together on disk is read at once. */
export async function readRows(column: ArrayColumn, rows: Int32Array): Promise<Uint8Array<ArrayBuffer>> {
  const { rowBytes } = column;
  const out = new Uint8Array(rows.length * rowBytes);
  const places = Array.from(rows, (row, at) => ({ row, at })).toSorted((a, b) => a.row - b.row);
  const readings: Promise<void>[] = [];
  for (let from = 0; from < places.length;) {
    const first = places[from]?.row ?? 0;
    let to = from + 1;
    let last = first;
    for (; to < places.length; to++) {
      const next = places[to]?.row ?? 0;
      if ((next - last - 1) * rowBytes > widestGap || (next - first + 1) * rowBytes > longestRun) break;
      last = next;
    }
    const run = places.slice(from, to);
    readings.push(readRun(column, first, last, run, out));
    from = to;
  }
  await Promise.all(readings);
  return out;
}

async function readRun(
  column: ArrayColumn,
  first: number,
  last: number,
  places: readonly { readonly row: number; readonly at: number }[],
  out: Uint8Array,
): Promise<void> {
  const { rowBytes } = column;
  const [only] = places;
  if (only && places.length === 1) return readRange(column, first, 1, out.subarray(only.at * rowBytes, (only.at + 1) * rowBytes));
  const read = new Uint8Array((last - first + 1) * rowBytes);
  await readRange(column, first, last - first + 1, read);
  for (const { row, at } of places) out.set(read.subarray((row - first) * rowBytes, (row - first + 1) * rowBytes), at * rowBytes);
}
