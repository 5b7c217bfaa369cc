import { closeSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { fileBytes } from '../../files/bytes.ts';
import { readError } from '../files/readReason.ts';
import { converter } from '../numpy/convert.ts';
import { readRows } from '../numpy/readRows.ts';
import type { FromReader, StreamedColumn, ToReader } from './readerProtocol.ts';

/* A thread of its own: it goes on reading while a step holds the thread that trains, and takes none of the threads that the engine computes on. */
const columns = workerData as readonly StreamedColumn[];
const handles = new Map<string, number>();

function handleOf(file: string): number {
  const known = handles.get(file);
  if (known !== undefined) return known;
  try {
    const handle = openSync(file, 'r');
    handles.set(file, handle);
    return handle;
  } catch (error) {
    throw readError(file, error);
  }
}

const readers = new Map(
  columns.map(({ found, element, rowBytes, parts }) => {
    const convert = converter(element, found);
    const read = (rows: Int32Array) => {
      const stored = parts.map((part) => ({
        rows: part.rows,
        bytes: fileBytes(handleOf(part.file), part.file, part.start, part.rows * rowBytes),
      }));
      return convert(readRows({ rowBytes, parts: stored }, rows));
    };
    return [found.name, read] as const;
  }),
);

parentPort?.on('message', (message: ToReader) => {
  if (message.type === 'close') {
    for (const handle of handles.values()) closeSync(handle);
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
