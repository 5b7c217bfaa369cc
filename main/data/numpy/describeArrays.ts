import type { FilesValue, FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import { valuesOf } from './element.ts';
import { joinArrays, type ArrayColumn } from './joinArrays.ts';
import { openArrays } from './openArrays.ts';
import { readRange } from './readRows.ts';

/** Most classes a column can have, and bytes that are looked through at once. */
const mostClasses = 1000;
const chunk = 2 ** 22;
const targetName = /^(?:y|labels?|targets?|class(?:es)?)\b|[_-](?:y|labels?|targets?|class)$/i;

/** Reads what is in arrays: their columns, and what each is likely to be. Throws an Error in words. */
export function describeArrays(path: string): FilesValue {
  const { arrays, fingerprint, close } = openArrays(path);
  try {
    const { rows, train, columns } = joinArrays(arrays);
    const isTarget = likelyTarget(columns);
    const found: FoundColumn[] = [];
    for (const column of columns) {
      const { name, shape, element } = column;
      const target = isTarget(column);
      const classes = classesOf(column, rows);
      const type = target && classes && classes.length > 1 ? 'class' : !target && isPicture(column) ? 'image' : 'number';
      found.push({ name, use: target ? 'target' : 'feature', type, shape, dtype: element.name, ...(classes ? { classes } : {}) });
    }
    return { path, found: { rows, train, fingerprint, columns: found } };
  } finally {
    close();
  }
}

/** By its name; else the only single number among others. */
function likelyTarget(columns: readonly ArrayColumn[]): (column: ArrayColumn) => boolean {
  const named = columns.filter(({ name }) => targetName.test(name));
  if (named.length > 0 && named.length < columns.length) return (column) => named.includes(column);
  const single = columns.filter(isSingle);
  return (column) => columns.length > 1 && single.length === 1 && column === single[0];
}

const isSingle = ({ shape }: ArrayColumn): boolean => shape.every((length) => length === 1);

/** Bytes of a grey picture, or of one with channels last. */
const isPicture = ({ element, shape }: ArrayColumn): boolean =>
  element.name === 'uint8' && (shape.length === 2 || (shape.length === 3 && [1, 3, 4].includes(shape[2] ?? 0)));

/** The different values of single whole numbers, from the smallest; null where there are too many, or other numbers. */
function classesOf(column: ArrayColumn, rows: number): string[] | null {
  const { element, rowBytes } = column;
  if (!isSingle(column) || !element.whole) return null;
  const seen = new Set<number>();
  const perChunk = Math.floor(chunk / rowBytes);
  for (let first = 0; first < rows; first += perChunk) {
    const count = Math.min(perChunk, rows - first);
    const bytes = new Uint8Array(count * rowBytes);
    readRange(column, first, count, bytes);
    for (const value of valuesOf(element, bytes)) seen.add(value);
    if (seen.size > mostClasses) return null;
  }
  return [...seen].toSorted((a, b) => a - b).map(String);
}
