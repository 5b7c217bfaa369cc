import { Readable } from 'node:stream';

/** Hears each line that a stream brings, without its end. What is no stream brings none. */
export function readLines(stream: unknown, hear: (line: string) => void): void {
  if (!(stream instanceof Readable)) return;
  let rest = '';
  stream.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
  // The process that wrote to it has ended: 'close' of the process tells how.
  stream.on('error', () => {});
}
