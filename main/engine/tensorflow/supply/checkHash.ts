import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** A file's SHA-256 in hex. */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash, { signal });
  return hash.digest('hex');
}

/** Whether a file's SHA-256 is `expected` (hex). */
export const checkHash = async (file: string, expected: string, signal?: AbortSignal): Promise<boolean> =>
  (await hashFile(file, signal)) === expected.toLowerCase();
