import { arrays as dataset } from '../../../shared/catalogue/datasets/arrays.ts';
import type { FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import type { Numbers } from '../../engine/engine.ts';
import { converter, emptyNumbers } from '../numpy/convert.ts';
import { joinArrays, type ArrayColumn } from '../numpy/joinArrays.ts';
import { openArrays } from '../numpy/openArrays.ts';
import { readRange } from '../numpy/readRows.ts';
import { openStream } from '../streaming/openStream.ts';
import type { StreamedColumn } from '../streaming/readerProtocol.ts';
import { residentLimit } from '../streaming/residentLimit.ts';
import { changedFiles, openAgain, requireFound } from './ownFiles.ts';
import { defineSource } from './source.ts';

/** Bytes that are read and converted at once. */
const chunk = 2 ** 24;

/** Arrays of the user's, as they were when they were chosen. */
export const arrays = defineSource(dataset, async ({ files, reading }) => {
  const found = requireFound(dataset, files);
  const opened = openAgain(() => openArrays(files.path));
  try {
    if (opened.fingerprint !== found.fingerprint) throw changedFiles(files.path);
    const { rows, train, columns } = joinArrays(opened.arrays);
    const used = found.columns.flatMap((own) => {
      const column = columns.find(({ name }) => name === own.name);
      if (!column) throw changedFiles(files.path);
      return own.use === 'unused' ? [] : [{ found: own, column }];
    });
    const bytes = used.reduce((sum, own) => sum + rows * numberBytes(own), 0);
    const isStreamed = reading === 'disk' || (reading === 'automatic' && bytes > residentLimit());
    const onDisk = isStreamed ? used.flatMap((own) => streamedColumn(own) ?? []) : [];
    const numbers: Record<string, Numbers | null> = {};
    for (const own of used) {
      const isOnDisk = onDisk.some((streamed) => streamed.found.name === own.found.name);
      numbers[own.found.name] = isOnDisk ? null : readWhole(own, rows);
    }
    return { rows, train, numbers, ...(onDisk.length > 0 ? { stream: openStream(onDisk) } : {}) };
  } finally {
    opened.close();
  }
});

interface Used {
  readonly found: FoundColumn;
  readonly column: ArrayColumn;
}

/** Bytes that the numbers of a row take in memory. */
const numberBytes = ({ found, column: { element, rowBytes } }: Used): number =>
  (rowBytes / element.size) * emptyNumbers(element, found, 0).BYTES_PER_ELEMENT;

/** A column that can be read row by row: not the classes, by which examples are split and weighed, and nothing that was packed. */
function streamedColumn({ found, column: { element, rowBytes, parts } }: Used): StreamedColumn | null {
  if (found.type === 'class') return null;
  const places = parts.flatMap(({ file, rows, bytes: { start } }) => (start === null ? [] : [{ file, rows, start }]));
  return places.length < parts.length ? null : { found: { name: found.name, type: found.type }, element, rowBytes, parts: places };
}

function readWhole({ found, column }: Used, rows: number): Numbers {
  const { element, rowBytes } = column;
  const width = rowBytes / element.size;
  const convert = converter(element, found);
  const out = emptyNumbers(element, found, rows * width);
  const perChunk = Math.max(1, Math.floor(chunk / rowBytes));
  for (let first = 0; first < rows; first += perChunk) {
    const count = Math.min(perChunk, rows - first);
    const bytes = new Uint8Array(count * rowBytes);
    readRange(column, first, count, bytes);
    out.set(convert(bytes), first * width);
  }
  return out;
}
