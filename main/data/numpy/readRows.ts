import type { Bytes } from '../../files/bytes.ts';

/** Rows of one length, in parts one after the other. */
export interface Stored {
  readonly rowBytes: number;
  readonly parts: readonly { readonly rows: number; readonly bytes: Bytes }[];
}

/** Bytes between two wanted rows up to which both are read at once, with what lies between: quicker than asking the disk again. */
const widestGap = 16_384;
/** Most bytes that are read at once. */
const longestRun = 2 ** 24;

/** Reads rows `first` .. `first + count - 1` of a column into `into`. */
export function readRange({ parts, rowBytes }: Stored, first: number, count: number, into: Uint8Array): void {
  let start = 0;
  let done = 0;
  for (const { rows, bytes } of parts) {
    const from = Math.max(first, start);
    const to = Math.min(first + count, start + rows);
    if (from < to) {
      bytes.read(into.subarray((from - first) * rowBytes, (to - first) * rowBytes), (from - start) * rowBytes);
      done += to - from;
    }
    start += rows;
  }
  if (done !== count) throw new RangeError(`rows ${first} to ${first + count - 1} are outside the data`);
}

/** The bytes of these rows, one after the other in the order asked for. What lies close together on disk is read at once. */
export function readRows(stored: Stored, rows: Int32Array): Uint8Array<ArrayBuffer> {
  const { rowBytes } = stored;
  const out = new Uint8Array(rows.length * rowBytes);
  const places = Array.from(rows, (row, at) => ({ row, at })).toSorted((a, b) => a.row - b.row);
  for (let from = 0; from < places.length;) {
    const first = places[from]?.row ?? 0;
    let to = from + 1;
    let last = first;
    for (; to < places.length; to++) {
      const next = places[to]?.row ?? 0;
      if ((next - last - 1) * rowBytes > widestGap || (next - first + 1) * rowBytes > longestRun) break;
      last = next;
    }
    const read = new Uint8Array((last - first + 1) * rowBytes);
    readRange(stored, first, last - first + 1, read);
    for (const { row, at } of places.slice(from, to))
      out.set(read.subarray((row - first) * rowBytes, (row - first + 1) * rowBytes), at * rowBytes);
    from = to;
  }
  return out;
}
