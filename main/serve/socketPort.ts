import type { WebSocket } from 'ws';
import { makeInbox } from '../../shared/ipc/inbox.ts';
import type { Port } from '../../shared/ipc/port.ts';

/** A page that takes nothing while this much waits is cut off; it comes back and loads everything anew. */
const slowestReader = 64 * 1024 * 1024;
const pulse = 30_000;

/** A port over a WebSocket: each message is one text frame of JSON. */
export function socketPort(socket: WebSocket): Port {
  const inbox = makeInbox();
  const closers: (() => void)[] = [];
  let open = true;
  let answered = true;

  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pulse);
  timer.unref();
  const end = (): void => {
    if (!open) return;
    open = false;
    clearInterval(timer);
    for (const closed of closers) closed();
  };
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('error', () => {});
  socket.on('close', end);
  socket.on('message', (data, binary) => {
    let message: unknown;
    try {
      if (binary) throw new SyntaxError('text frames only');
      message = JSON.parse(String(data));
    } catch {
      return socket.close(1003, 'JSON expected');
    }
    inbox.take(message);
  });

  return {
    send(message) {
      if (!open) return;
      socket.send(JSON.stringify(message));
      if (socket.bufferedAmount > slowestReader) socket.terminate();
    },
    onMessage: inbox.onMessage,
    onClose: (closed) => void closers.push(closed),
    close() {
      socket.close(1000);
      end();
    },
  };
}
