import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { FilesValue, FoundColumn } from '../../../shared/catalogue/foundFiles.ts';
import { heldBytes } from '../../files/bytes.ts';
import { fingerprint } from '../files/fingerprint.ts';
import { readError } from '../files/readReason.ts';
import { isNumber, readTable, type TableText } from './readTable.ts';

/** Most classes a column can have, and up to how many different whole numbers a target is taken for one of classes. */
const mostClasses = 1000;
const fewClasses = 20;
const targetName = /^(?:y|labels?|targets?|class(?:es)?)$/i;

export interface OpenTable extends TableText {
  readonly fingerprint: string;
}

/** Reads a table of the user's. Throws an Error in words. */
export function openTable(path: string): OpenTable {
  if (!isAbsolute(path)) throw new Error(`${path} is no whole path: begin it at the root of the disk`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw readError(path, error);
  }
  return { ...readTable(bytes, path), fingerprint: fingerprint([heldBytes(bytes)]) };
}

/** What is known of a column after its cells were seen. */
class ColumnSeen {
  readonly texts = new Set<string>();
  numbers = 0;
  whole = 0;
  rows = 0;
  /** The first cell that is no number, and the first empty one. */
  odd: { readonly text: string; readonly line: number } | null = null;
  empty: number | null = null;

  see(text: string, line: number): void {
    this.rows++;
    if (this.texts.size <= mostClasses) this.texts.add(text);
    if (text === '') this.empty ??= line;
    if (isNumber(text)) {
      this.numbers++;
      if (Number.isSafeInteger(Number(text))) this.whole++;
    } else this.odd ??= { text, line };
  }
}

/** Reads what is in a table: its columns, and what each is likely to be. Throws an Error in words. */
export function describeTable(path: string): FilesValue {
  const { names, separator, cells, fingerprint: print } = openTable(path);
  const seen = names.map(() => new ColumnSeen());
  const rows = cells((column, _row, text, line) => seen[column]?.see(text, line));
  const target = names.find((name) => targetName.test(name)) ?? names.at(-1);
  const columns = names.map((name, at) => describeColumn(name, seen[at] ?? new ColumnSeen(), name === target && names.length > 1));
  return { path, found: { rows, train: rows, fingerprint: print, separator, columns } };
}

function describeColumn(name: string, { texts, numbers, whole, rows, odd, empty }: ColumnSeen, isTarget: boolean): FoundColumn {
  const use = isTarget ? 'target' : 'feature';
  const where = (line: number): string => `line ${line}, column "${name}"`;
  // Numbers with a few gaps are numbers, and the gaps are told.
  if (numbers > rows / 2) {
    const problem = odd && `${where(odd.line)}: ${odd.text === '' ? 'it is empty' : `"${odd.text.slice(0, 40)}" is no number`}`;
    const values = [...new Set([...texts].filter(isNumber).map(Number))];
    const couldBeClass = whole === numbers && values.length <= mostClasses && texts.size <= mostClasses;
    const classes = couldBeClass ? values.toSorted((a, b) => a - b).map(String) : undefined;
    const type = isTarget && classes && classes.length <= fewClasses ? 'class' : 'number';
    return {
      name,
      use,
      type,
      shape: [],
      dtype: whole === rows ? 'int64' : 'float64',
      ...(classes ? { classes } : {}),
      ...(problem === null ? {} : { problem }),
    };
  }
  const text = { name, type: 'class', shape: [], dtype: 'text' } as const;
  if (texts.size > mostClasses)
    return { ...text, use: 'unused', problem: `column "${name}" holds more than ${mostClasses} different texts` };
  const classes = [...texts].filter((label) => label !== '').toSorted();
  return { ...text, use, classes, ...(empty === null ? {} : { problem: `${where(empty)}: it is empty` }) };
}
