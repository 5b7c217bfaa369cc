import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** Whether a file's SHA-256 is `expected` (hex). */
export async function checkHash(file: string, expected: string, signal?: AbortSignal): Promise<boolean> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex') === expected.toLowerCase();
}
