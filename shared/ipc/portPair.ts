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
  let receive: ((message: unknown) => void) | null = null;
  let early: unknown[] = [];
  const closers: (() => void)[] = [];
  let open = true;
  const take = (message: unknown): void =>
    defer(() => {
      if (!open) return;
      if (receive) receive(message);
      else early.push(message);
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
        onMessage(receiver) {
          receive = receiver;
          const waiting = early;
          early = [];
          for (const message of waiting) receiver(message);
        },
        onClose: (closed) => void closers.push(closed),
        close,
      };
    },
  };
}
