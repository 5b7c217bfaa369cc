import type { Socket } from 'node:net';
import { makeInbox } from '../../shared/ipc/inbox.ts';
import type { Port } from '../../shared/ipc/port.ts';

/** Far above any project; a peer that sends more without an end is not ours. */
const longestLine = 256 * 1024 * 1024;

/** A port over a local socket: each message is one line of JSON. A peer that sends anything else is cut off. */
export function linePort(socket: Socket): Port {
  const inbox = makeInbox();
  const closers: (() => void)[] = [];
  let parts: string[] = [];
  let length = 0;
  let open = true;

  const end = (): void => {
    if (!open) return;
    open = false;
    for (const closed of closers) closed();
  };
  const take = (line: string): void => {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      // Nothing that it sent after that counts either.
      end();
      socket.destroy();
      return;
    }
    inbox.take(message);
  };

  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    let rest = chunk;
    for (let index = rest.indexOf('\n'); index >= 0; index = rest.indexOf('\n')) {
      parts.push(rest.slice(0, index));
      const line = parts.join('');
      parts = [];
      length = 0;
      rest = rest.slice(index + 1);
      // Each message has a turn of its own: who awaited an answer goes on before the next message is heard.
      setImmediate(() => open && take(line));
    }
    if (rest !== '') parts.push(rest);
    length += rest.length;
    if (length > longestLine) socket.destroy();
  });
  // Errors are followed by 'close'.
  socket.on('error', () => {});
  socket.on('close', () => setImmediate(end));

  return {
    send(message) {
      if (open) socket.write(`${JSON.stringify(message)}\n`);
    },
    onMessage: inbox.onMessage,
    onClose: (closed) => void closers.push(closed),
    close() {
      socket.end();
      end();
    },
  };
}
