import { createHash } from 'node:crypto';
import type { Bytes } from '../../files/bytes.ts';

const blockLength = 65_536;
/** Blocks of a file that are looked at: all of one up to 16 MB, of a larger one so many evenly spread, its first and last ones among them. */
const blocks = 256;

/** Tells whether files are still what they were: a hash of their lengths and contents. Of a large file not each byte counts, so that a run need not read all of it first. */
export function fingerprint(files: readonly Bytes[]): string {
  const hash = createHash('sha256');
  for (const { size, read } of files) {
    hash.update(`${size};`);
    const count = Math.min(blocks, Math.ceil(size / blockLength));
    for (let at = 0; at < count; at++) {
      const last = Math.max(0, size - blockLength);
      const position = count <= 1 ? 0 : size <= blocks * blockLength ? at * blockLength : Math.floor((last * at) / (count - 1));
      const block = new Uint8Array(Math.min(blockLength, size - position));
      read(block, position);
      hash.update(block);
    }
  }
  return hash.digest('hex').slice(0, 32);
}
