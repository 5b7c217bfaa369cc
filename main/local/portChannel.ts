import { makeInbox } from '../../shared/ipc/inbox.ts';
import type { Port } from '../../shared/ipc/port.ts';

/** A two-way channel between two processes that carries whole values in order, such as that of `fork`. */
export interface Channel {
  send(frame: Frame): void;
  onMessage(receive: (frame: Frame) => void): void;
}
/** What crosses the channel: many ports share it by number. */
export type Frame =
  | { readonly type: 'open'; readonly port: number }
  | { readonly type: 'message'; readonly port: number; readonly message: unknown }
  | { readonly type: 'close'; readonly port: number };

interface Own extends Port {
  /** Hands over what came from the other side. */
  receive(message: unknown): void;
  /** The other side closed it. */
  closed(): void;
}

function ownPort(number: number, channel: Channel, ports: Map<number, Own>): Own {
  const inbox = makeInbox();
  const closers: (() => void)[] = [];
  const end = (): boolean => {
    if (!ports.delete(number)) return false;
    for (const closed of closers) closed();
    return true;
  };
  const port: Own = {
    send(message) {
      if (ports.has(number)) channel.send({ type: 'message', port: number, message });
    },
    onMessage: inbox.onMessage,
    onClose: (closed) => void closers.push(closed),
    close() {
      if (end()) channel.send({ type: 'close', port: number });
    },
    receive: inbox.take,
    closed: () => void end(),
  };
  ports.set(number, port);
  return port;
}

function dispatch(channel: Channel, ports: Map<number, Own>, opened: (number: number) => void): void {
  channel.onMessage((frame) => {
    if (frame.type === 'open') return opened(frame.port);
    const port = ports.get(frame.port);
    if (frame.type === 'message') port?.receive(frame.message);
    else port?.closed();
  });
}

/** The side that opens ports. `closeAll` tells every port that the other process is gone. */
export function openPorts(channel: Channel): { open(): Port; closeAll(): void } {
  const ports = new Map<number, Own>();
  let last = 0;
  dispatch(channel, ports, () => {});
  return {
    open() {
      last++;
      channel.send({ type: 'open', port: last });
      return ownPort(last, channel, ports);
    },
    closeAll() {
      for (const port of [...ports.values()]) port.closed();
    },
  };
}

/** The side that serves each port the other one opens. */
export function servePorts(channel: Channel, serve: (port: Port) => void): void {
  const ports = new Map<number, Own>();
  dispatch(channel, ports, (number) => serve(ownPort(number, channel, ports)));
}
