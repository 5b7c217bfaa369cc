import { Worker } from 'node:worker_threads';
import type { Numbers, RowStream } from '../../engine/engine.ts';
import { DataUnavailable } from '../../files/dataUnavailable.ts';
import { emptyNumbers } from '../numpy/convert.ts';
import type { FromReader, StreamedColumn, ToReader } from './readerProtocol.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './readerThread.ts' : './readerThread.js', import.meta.url);

export interface OpenStream extends RowStream {
  /** Ends the reading; its files are closed when the promise resolves. What was not read yet is refused. */
  close(): Promise<void>;
}

/** Reads rows of columns in a thread of its own, one request after the other. */
export function openStream(columns: readonly StreamedColumn[]): OpenStream {
  const waiting = new Map<number, { resolve(numbers: Readonly<Record<string, Numbers>>): void; reject(error: Error): void }>();
  let next = 0;
  let ended: Error | null = null;
  const refuseAll = (error: Error): void => {
    ended = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const thread = new Worker(file, { workerData: columns, execArgv: [], stdout: true });
  const gone = new Promise<void>((resolve) => {
    thread.on('exit', () => {
      refuseAll(ended ?? new Error('the thread that reads the data has ended'));
      resolve();
    });
  });
  thread.on('error', (error) => refuseAll(error instanceof Error ? error : new Error(String(error))));
  thread.on('message', (answer: FromReader) => {
    const own = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('problem' in answer) own?.reject(new DataUnavailable(answer.problem));
    else own?.resolve(answer.numbers);
  });
  const post = (message: ToReader): void => thread.postMessage(message);
  const bytes = new Map(
    columns.map(({ found, element, rowBytes }) => [
      found.name,
      (rowBytes / element.size) * emptyNumbers(element, found, 0).BYTES_PER_ELEMENT,
    ]),
  );
  return {
    names: columns.map(({ found }) => found.name),
    rowBytes: (name) => bytes.get(name) ?? 0,
    read: (rows, names) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        const id = next++;
        waiting.set(id, { resolve, reject });
        post({ type: 'read', id, rows, names });
      }),
    close() {
      if (!ended) {
        refuseAll(new Error('the data was closed'));
        post({ type: 'close' });
      }
      return gone;
    },
  };
}
