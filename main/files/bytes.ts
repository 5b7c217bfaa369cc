import { fstatSync, readSync } from 'node:fs';
import { DataUnavailable } from './dataUnavailable.ts';

/** Bytes that are read where they are wanted: of a file, of a part of one, or in memory. Read at once and not by callbacks: whoever reads much does so in a thread of its own. */
export interface Bytes {
  readonly size: number;
  /** Where they lie on disk; null = in memory. */
  readonly start: number | null;
  /** Fills `into` from `position` on. */
  read(into: Uint8Array, position: number): void;
}

/** Most bytes asked for at once: the system gives no more than 2 GB. */
const most = 2 ** 30;

/** `size` bytes of an open file, from `start` on; all by default. */
export function fileBytes(handle: number, path: string, start = 0, size = fstatSync(handle).size - start): Bytes {
  return {
    size,
    start,
    read(into, position) {
      for (let done = 0; done < into.length;) {
        const bytesRead = readSync(handle, into, done, Math.min(most, into.length - done), start + position + done);
        if (bytesRead === 0)
          throw new DataUnavailable(
            `${path} became shorter while it was read: put the former one back to go on, or read it again under Data`,
          );
        done += bytesRead;
      }
    },
  };
}

/** Bytes that lie in memory. */
export const heldBytes = (held: Uint8Array): Bytes => ({
  size: held.length,
  start: null,
  read(into, position) {
    into.set(held.subarray(position, position + into.length));
  },
});

/** The bytes from `offset` on, `size` of them: all by default. */
export const partOf = (whole: Bytes, offset: number, size = whole.size - offset): Bytes => ({
  size,
  start: whole.start === null ? null : whole.start + offset,
  read: (into, position) => whole.read(into, offset + position),
});
