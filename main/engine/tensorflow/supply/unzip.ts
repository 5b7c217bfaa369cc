import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { SupplyError } from './supplyError.ts';

/** Passes bytes on and, at the end, compares their count and CRC-32 with what the archive says. */
function checked(entry: Entry, onBytes: (count: number) => void): Transform {
  let sum = 0;
  let bytes = 0;
  return new Transform({
    transform(part: Buffer, _encoding, done) {
      sum = crc32(part, sum);
      bytes += part.length;
      onBytes(part.length);
      done(null, part);
    },
    flush(done) {
      const right = sum === entry.crc32 && bytes === entry.uncompressedSize;
      done(right ? null : new SupplyError(`the archive is damaged: ${entry.fileName} does not fit its checksum`));
    },
  });
}

/** Where a member of the archive goes, relative to the target folder, or null when it is not wanted. */
export type Pick = (name: string) => string | null;

async function writeEntry(
  zip: ZipFile,
  entry: Entry,
  file: WriteStream,
  onBytes: (count: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const source: Readable = await zip.openReadStreamPromise(entry);
  await pipeline(source, checked(entry, onBytes), file, { signal });
}

/**
 * Writes the wanted members of a zip file below `folder`, one after the other, never holding one in memory. `onProgress` gets the share of
 * wanted bytes written; `lasting` members are on the disk when it resolves, the others are needed for a moment only. Gives the paths written. Throws a
 * SupplyError when the archive is damaged or lacks one of `expected`.
 */
export async function unzip(
  archive: string,
  folder: string,
  pick: Pick,
  options: {
    expected: readonly string[];
    /** By default those of `expected`. */
    lasting?: (path: string) => boolean;
    onProgress?: (fraction: number) => void;
    signal?: AbortSignal;
  },
): Promise<readonly string[]> {
  const lasting = options.lasting ?? ((path: string) => options.expected.includes(path));
  const zip = await openPromise(archive, { lazyEntries: true, autoClose: false }).catch((error: unknown) => {
    throw new SupplyError(`the archive ${archive} cannot be opened: ${error instanceof Error ? error.message : String(error)}`);
  });
  try {
    const wanted: { entry: Entry; path: string }[] = [];
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName.endsWith('/') ? null : pick(entry.fileName);
      if (path !== null) wanted.push({ entry, path });
    }
    const missing = options.expected.filter((path) => !wanted.some((item) => item.path === path));
    if (missing.length > 0) throw new SupplyError(`the archive ${archive} lacks ${missing.join(', ')}`);
    const total = wanted.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    let written = 0;
    for (const { entry, path } of wanted) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      const stream = createWriteStream(file, { flush: lasting(path) });
      await writeEntry(zip, entry, stream, (count) => options.onProgress?.((written += count) / total), options.signal);
    }
    return wanted.map(({ path }) => path);
  } finally {
    zip.close();
  }
}
