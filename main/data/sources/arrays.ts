import { arrays as dataset } from '../../../shared/catalogue/datasets/arrays.ts';
import type { FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import type { Numbers } from '../../engine/engine.ts';
import { converter, emptyNumbers } from '../numpy/convert.ts';
import { joinArrays, type ArrayColumn } from '../numpy/joinArrays.ts';
import { openArrays } from '../numpy/openArrays.ts';
import { readRange } from '../numpy/readRows.ts';
import { changedFiles, requireFound } from './ownFiles.ts';
import { defineSource } from './source.ts';

/** Bytes that are read and converted at once. */
const chunk = 2 ** 24;

/** Arrays of the user's, as they were when they were chosen. */
export const arrays = defineSource(dataset, async ({ files }) => {
  const found = requireFound(dataset, files);
  const opened = await openArrays(files.path);
  try {
    if (opened.fingerprint !== found.fingerprint) throw changedFiles(files.path);
    const { rows, train, columns } = joinArrays(opened.arrays);
    const numbers: Record<string, Numbers> = {};
    for (const own of found.columns) {
      const column = columns.find(({ name }) => name === own.name);
      if (own.use === 'unused') continue;
      if (!column) throw changedFiles(files.path);
      numbers[own.name] = await readWhole(column, own, rows);
    }
    return { rows, train, numbers };
  } finally {
    await opened.close();
  }
});

async function readWhole(column: ArrayColumn, found: FoundColumn, rows: number): Promise<Numbers> {
  const { element, rowBytes } = column;
  const width = rowBytes / element.size;
  const convert = converter(element, found);
  const out = emptyNumbers(element, found, rows * width);
  const perChunk = Math.max(1, Math.floor(chunk / rowBytes));
  for (let first = 0; first < rows; first += perChunk) {
    const count = Math.min(perChunk, rows - first);
    const bytes = new Uint8Array(count * rowBytes);
    await readRange(column, first, count, bytes);
    out.set(convert(bytes), first * width);
  }
  return out;
}
