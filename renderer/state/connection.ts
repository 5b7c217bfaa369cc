import { createStore, type StoreApi } from 'zustand/vanilla';
import { makeClient, type Client } from '../../shared/ipc/client.ts';
import { ContractError, type Port } from '../../shared/ipc/port.ts';

export interface ConnectionStatus {
  /** `refused` = trying again is no use; `message` says what to do. */
  readonly state: 'connecting' | 'open' | 'lost' | 'refused';
  readonly message: string | null;
}

/** A client that outlives its connection: handlers stay, calls fail with `closed` while it is away. */
export interface Connection extends Pick<Client, 'call' | 'on' | 'close'> {
  readonly status: StoreApi<ConnectionStatus>;
  /** Runs at every opening, the first included: the place to load what may have changed meanwhile. */
  onOpen(handler: () => void): () => void;
  start(): void;
}

/** Milliseconds between tries, the last one repeated. */
const pauses = [250, 500, 1000, 2000, 4000, 8000] as const;

/** Makes a connection that opens a port, and opens another with growing pauses whenever it ends. */
export function makeConnection(open: () => Promise<Port>): Connection {
  const status = createStore<ConnectionStatus>()(() => ({ state: 'connecting', message: null }));
  const hearers = new Set<{ attach(client: Client): void; detach(): void }>();
  const openers = new Set<() => void>();
  let client: Client | null = null;
  let tries = 0;
  let ended = false;

  const tryAgain = (): void => {
    if (ended) return;
    const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 8000;
    tries += 1;
    setTimeout(connect, pause);
  };
  const connect = (): void => {
    open().then(
      (port) => {
        const opened = makeClient(port);
        client = opened;
        for (const hearer of hearers) hearer.attach(opened);
        opened.onClose(() => {
          if (client !== opened) return;
          client = null;
          for (const hearer of hearers) hearer.detach();
          if (ended) return;
          status.setState({ state: 'lost', message: null });
          tryAgain();
        });
        tries = 0;
        status.setState({ state: 'open', message: null });
        for (const handler of openers) handler();
      },
      (error: unknown) => {
        if (ended) return;
        if (error instanceof ContractError && error.code === 'unavailable') {
          status.setState({ state: 'refused', message: error.message });
          return;
        }
        status.setState({ state: tries === 0 && status.getState().state === 'connecting' ? 'connecting' : 'lost', message: null });
        tryAgain();
      },
    );
  };

  return {
    status,
    start: connect,
    call(name, input) {
      return client
        ? client.call(name, input)
        : Promise.reject(new ContractError('closed', 'The connection to Netloom is lost; it is being restored.'));
    },
    on(event, handler) {
      let off = (): void => {};
      const hearer = {
        attach(to: Client): void {
          off = to.on(event, handler);
        },
        detach: (): void => off(),
      };
      hearers.add(hearer);
      if (client) hearer.attach(client);
      return () => {
        hearers.delete(hearer);
        off();
      };
    },
    onOpen(handler) {
      openers.add(handler);
      if (client) handler();
      return () => openers.delete(handler);
    },
    close() {
      ended = true;
      client?.close();
    },
  };
}

/** What went wrong, in words for a person. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
