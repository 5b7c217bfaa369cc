/**
 * @typedef {object} ProgressLine
 * @property {(text: string, fraction: number | null, detail: string) => void} show Shows what is going on; `fraction` from 0 to 1, null where
 * it is not known.
 * @property {() => void} end Leaves the line empty for what comes next.
 */

/**
 * Progress of a long step on one line of a terminal. Where the stream is not a terminal, a line of its own for each new text and each tenth
 * of the way, so that a log stays short.
 * @param {Pick<import('node:tty').WriteStream, 'write'> & { readonly isTTY?: boolean, readonly columns?: number }} stream
 * @returns {ProgressLine}
 */
export function progressLine(stream) {
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
