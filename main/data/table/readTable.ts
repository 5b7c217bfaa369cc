/** Longest file that is read: it is held as text. */
const longest = 400_000_000;
const separators = [',', ';', '\t'] as const;

/** A cell of a table: its row and column count from 0 below the header, its line from 1 in the file. */
export type HearCell = (column: number, row: number, text: string, line: number) => void;

export interface TableText {
  readonly names: readonly string[];
  readonly separator: string;
  /** Tells every cell, row after row; gives the number of rows. Throws an Error in words where a line is not whole. */
  cells(hear: HearCell): number;
}

/** A table of text (RFC 4180, also with semicolons or tabs): its first line names the columns. `place` is its file, for messages. Throws an Error in words. */
export function readTable(bytes: Buffer, place: string): TableText {
  if (bytes.length > longest)
    throw new Error(`${place} is too large for a table of text: save it as arrays of NumPy, which are read from disk`);
  if (bytes.includes(0))
    throw new Error(
      `${place} is no table of text: there are bytes in it that are no letters (is it UTF-16, or a spreadsheet? save it as CSV in UTF-8)`,
    );
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (separator: string): number => firstLine.split(separator).length;
  const separator = separators.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
  const records = recordsOf(text, separator, place);
  const header = records.next();
  if (header.done === true) throw new Error(`${place} is empty`);
  const names = header.value.cells;
  if (names.every((name) => isNumber(name))) throw new Error(`${place} begins with numbers: its first line must name the columns`);
  const empty = names.indexOf('');
  if (empty >= 0) throw new Error(`${place}, line ${header.value.line}: column ${empty + 1} has no name`);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new Error(`${place}: two columns are called "${twice}": rename one of them`);
  return {
    names,
    separator,
    cells(hear) {
      let row = 0;
      const all = recordsOf(text, separator, place);
      all.next();
      for (const { cells, line } of all) {
        if (cells.length !== names.length)
          throw new Error(`${place}, line ${line}: it has ${cells.length} values, the first line names ${names.length} columns`);
        for (const [at, cell] of cells.entries()) hear(at, row, cell, line);
        row++;
      }
      if (row === 0) throw new Error(`${place} has no line below its header`);
      return row;
    },
  };
}

/** Whether a text is a plain finite number. */
export const isNumber = (text: string): boolean =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) && Number.isFinite(Number(text));

/** The lines of a table with their cells, without empty ones. A cell in quotes may hold separators, line ends and doubled quotes. */
function* recordsOf(
  text: string,
  separator: string,
  place: string,
): Generator<{ readonly cells: readonly string[]; readonly line: number }, void> {
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const began = line;
    const cells: string[] = [];
    for (let open = true; open;) {
      let cell: string;
      if (text[at] === '"') {
        cell = '';
        at++;
        for (;;) {
          const quote = text.indexOf('"', at);
          if (quote < 0) throw new Error(`${place}, line ${began}: a quote is opened and never closed`);
          cell += text.slice(at, quote);
          at = quote + 1;
          if (text[at] !== '"') break;
          cell += '"';
          at++;
        }
        line += cell.split('\n').length - 1;
      } else {
        const start = at;
        while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
        cell = text.slice(start, at);
      }
      cells.push(cell.trim());
      if (text[at] === separator) at++;
      else {
        if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
          throw new Error(`${place}, line ${began}: something stands behind a closing quote`);
        open = false;
      }
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    if (cells.some((cell) => cell !== '')) yield { cells, line: began };
  }
}
