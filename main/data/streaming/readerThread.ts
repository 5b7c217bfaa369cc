import { closeSync, fstatSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fileBytes } from '../../files/bytes.ts';
import { readError } from '../files/readReason.ts';
import { converter } from '../numpy/convert.ts';
import { readRows } from '../numpy/readRows.ts';
import type { FromReader, StreamedColumn, ToReader } from './readerProtocol.ts';

/* A thread of its own: it goes on reading while a step holds the thread that trains, and takes none of the threads that the engine computes on. */
const columns = workerData as readonly StreamedColumn[];
const handles = new Map<string, Opened>();
interface Opened {
  readonly handle: number;
  /** When it was last written, and how long it was, as it was opened. */
  readonly mark: string;
}
const markOf = (handle: number): string => {
  const { mtimeMs, size } = fstatSync(handle);
  return `${mtimeMs} ${size}`;
};

function openedOf(file: string): Opened {
  const known = handles.get(file);
  if (known !== undefined) return known;
  try {
    const handle = openSync(file, 'r');
    const opened = { handle, mark: markOf(handle) };
    handles.set(file, opened);
    return opened;
  } catch (error) {
    throw readError(file, error);
  }
}

/** Throws where a file was written to since it was opened: a part of an epoch would be of another data set. */
function checkUnchanged(file: string): void {
  const { handle, mark } = openedOf(file);
  if (markOf(handle) !== mark)
    throw new Error(`${file} was changed while it was read: put the former one back to go on, or read it again under Data`);
}

// At once: what is read later is what was found when the data was opened.
for (const file of new Set(columns.flatMap(({ parts }) => parts.map((part) => part.file)))) {
  try {
    openedOf(file);
  } catch {
    // Told to whoever reads it.
  }
}

const readers = new Map(
  columns.map(({ found, element, rowBytes, parts }) => {
    const convert = converter(element, found);
    const read = (rows: Int32Array) => {
      const stored = parts.map((part) => ({
        rows: part.rows,
        bytes: fileBytes(openedOf(part.file).handle, part.file, part.start, part.rows * rowBytes),
      }));
      const bytes = readRows({ rowBytes, parts: stored }, rows);
      for (const { file } of parts) checkUnchanged(file);
      return convert(bytes);
    };
    return [found.name, read] as const;
  }),
);

parentPort?.on('message', (message: ToReader) => {
  if (message.type === 'close') {
    for (const { handle } of handles.values()) closeSync(handle);
    parentPort?.close();
    return;
  }
  const { id, rows, names } = message;
  let answer: FromReader;
  try {
    answer = {
      id,
      numbers: Object.fromEntries(
        names.map((name) => {
          const read = readers.get(name);
          if (!read) throw new Error(`there is no column "${name}" on disk`);
          return [name, read(rows)];
        }),
      ),
    };
  } catch (error) {
    answer = { id, problem: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(
    answer,
    'numbers' in answer ? [...new Set(Object.values(answer.numbers).map(({ buffer }) => buffer as ArrayBuffer))] : [],
  );
});
