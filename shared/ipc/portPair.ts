import { makeInbox } from './inbox.ts';
import type { Port } from './port.ts';

/**
 * Two ports in one process, each the other's far end. Messages arrive later, in order, never inside `send`: each in a turn that `defer` gives
 * it. Give `setImmediate` where there is one, so that who awaited an answer goes on before the next message is heard.
 */
export function portPair(defer: (work: () => void) => void = queueMicrotask): [Port, Port] {
  const first = end(defer);
  const second = end(defer);
  const closeBoth = (): void => {
    first.close();
    second.close();
  };
  return [first.port(second, closeBoth), second.port(first, closeBoth)];
}

function end(defer: (work: () => void) => void) {
  const inbox = makeInbox();
  const closers: (() => void)[] = [];
  let open = true;
  const take = (message: unknown): void =>
    defer(() => {
      if (open) inbox.take(message);
    });
  return {
    take,
    close(): void {
      if (!open) return;
      open = false;
      for (const closed of closers) closed();
    },
    port(other: { take(message: unknown): void }, close: () => void): Port {
      return {
        send: (message) => other.take(message),
        onMessage: inbox.onMessage,
        onClose: (closed) => void closers.push(closed),
        close,
      };
    },
  };
}
