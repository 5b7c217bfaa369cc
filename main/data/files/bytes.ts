import type { FileHandle } from 'node:fs/promises';

/** Bytes that are read where they are wanted: of a file, of a part of one, or in memory. */
export interface Bytes {
  readonly size: number;
  /** Fills `into` from `position` on. */
  read(into: Uint8Array, position: number): Promise<void>;
}

/** Most bytes asked for at once: the system gives no more than 2 GB. */
const most = 2 ** 30;

/** `size` bytes of an open file, from `start` on. */
export function fileBytes(handle: FileHandle, path: string, start: number, size: number): Bytes {
  return {
    size,
    async read(into, position) {
      let done = 0;
      while (done < into.length) {
        const length = Math.min(most, into.length - done);
        const { bytesRead } = await handle.read(into, done, length, start + position + done);
        if (bytesRead === 0) throw new Error(`${path} became shorter while it was read: read it again under Data`);
        done += bytesRead;
      }
    },
  };
}

/** Bytes that lie in memory. */
export const heldBytes = (held: Uint8Array): Bytes => ({
  size: held.length,
  async read(into, position) {
    into.set(held.subarray(position, position + into.length));
  },
});
