import { setTimeout as wait } from 'node:timers/promises';
import { makeClient, type Client } from '../../shared/ipc/client.ts';
import { ContractError, type Port } from '../../shared/ipc/port.ts';
import { portPair } from '../../shared/ipc/portPair.ts';
import { connectLocal } from './connectLocal.ts';
import { readCoreFile } from './coreFile.ts';
import { listenLocal } from './listenLocal.ts';

/** A core in this process. */
export interface OwnCore {
  /** Serves the contract on a port until it closes. */
  serve(port: Port): void;
  /** Brings running work to rest; faces still hear how it ended. */
  stop(): Promise<void>;
  /** Gives the folder back. */
  close(): Promise<void>;
}
/** This process's way to the one core of a data folder, wherever that lives. */
export interface Joined {
  /** The core is in this process now. */
  owns(): boolean;
  /** Gives the port to the core. When the core was in another process that has ended, this one takes the folder over. */
  serve(port: Port): Promise<void>;
  /** A client of one's own. */
  connect(): Promise<Client>;
  close(): Promise<void>;
}

/**
 * Joins the core of a data folder: the one that lives, or one opened here. `open` gives null while another process has the folder.
 * Throws a ContractError in words when neither is possible.
 */
export async function joinCore(folder: string, open: () => Promise<OwnCore | null>, patience = 10_000): Promise<Joined> {
  let own: { core: OwnCore; listener: { close(): Promise<void> } } | null = null;
  let joining: Promise<Port | null> | null = null;
  let closed = false;

  const tryOnce = async (): Promise<Port | null | 'again'> => {
    const core = await open();
    if (!core) return (await connectLocal(folder)) ?? 'again';
    try {
      own = { core, listener: await listenLocal(folder, core.serve) };
    } catch (error) {
      await core.close();
      throw error;
    }
    return null;
  };
  /** Null once the core is here, else a port to it. */
  const join = async (): Promise<Port | null> => {
    const end = Date.now() + patience;
    while (!closed) {
      const port = await tryOnce();
      if (port !== 'again') return port;
      if (Date.now() > end) break;
      // The other process is just starting or ending.
      await wait(50);
    }
    const pid = readCoreFile(folder)?.pid;
    throw new ContractError(
      'unavailable',
      `Another Netloom${pid === undefined ? '' : ` (process ${pid})`} has ${folder} open and does not answer. End it, or set NETLOOM_HOME to another folder.`,
    );
  };
  const reach = async (): Promise<Port | null> => {
    if (own) return null;
    // Those who come while the folder is being taken wait for the outcome; a port belongs to the first alone.
    if (joining) {
      await joining.catch(() => {});
      return await reach();
    }
    joining = join();
    try {
      return await joining;
    } finally {
      joining = null;
    }
  };

  const serve = async (port: Port): Promise<void> => {
    const far = await reach();
    if (far) relay(port, far);
    else if (own) own.core.serve(port);
    else port.close();
  };
  // Joining once now tells the caller at the start what stands in the way.
  const first = await reach();
  first?.close();

  return {
    owns: () => own !== null,
    serve,
    async connect() {
      const [near, far] = portPair(setImmediate);
      await serve(far);
      return makeClient(near);
    },
    async close() {
      closed = true;
      await joining?.catch(() => {});
      const closing = own;
      own = null;
      if (!closing) return;
      await closing.core.stop();
      // Only the holder of the folder may clear the way to it: afterwards both belong to the next one.
      await closing.listener.close();
      await closing.core.close();
    },
  };
}

function relay(one: Port, other: Port): void {
  one.onMessage((message) => other.send(message));
  other.onMessage((message) => one.send(message));
  one.onClose(() => other.close());
  other.onClose(() => one.close());
}
