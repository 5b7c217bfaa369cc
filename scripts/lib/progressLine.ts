import type { WriteStream } from 'node:tty';

export interface ProgressLine {
  /** Shows what is going on; `fraction` from 0 to 1, null where it is not known. */
  show(text: string, fraction: number | null, detail: string): void;
  /** Leaves the line empty for what comes next. */
  end(): void;
}

/**
 * Progress of a long step on one line of a terminal. Where the stream is not a terminal, a line of its own for each new text and each tenth
 * of the way, so that a log stays short.
 */
export function progressLine(stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number }): ProgressLine {
  let last = '';
  return {
    show(text, fraction, detail) {
      const percent = fraction === null ? '' : ` ${Math.floor(fraction * 100)} %`;
      const rest = detail === '' ? '' : ` (${detail})`;
      if (stream.isTTY) {
        const line = `${text}${percent}${rest}`.slice(0, (stream.columns ?? 80) - 1);
        if (line !== last) stream.write(`\r\u001B[2K${line}`);
        last = line;
        return;
      }
      const key = fraction === null ? `${text} ${detail}` : `${text} ${Math.floor(fraction * 10)}`;
      if (key !== last) stream.write(`${text}${fraction === null ? rest : percent}\n`);
      last = key;
    },
    end() {
      if (stream.isTTY && last !== '') stream.write('\r\u001B[2K');
      last = '';
    },
  };
}
