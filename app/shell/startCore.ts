import { fork, type ChildProcess } from 'node:child_process';
import type { Port } from '../../shared/ipc/port.ts';
import { openPorts, type Frame } from '../../main/local/portChannel.ts';

export interface CoreProcess {
  open(): Port;
  /** Ends the core; it brings running work to rest first. */
  stop(): Promise<void>;
}

type Said = { readonly type: 'ready' } | { readonly type: 'failed'; readonly message: string };

export interface CoreOptions {
  /** The Node 24 program that runs it; never Electron's own. */
  readonly node: string;
  /** Path of app/coreProcess. */
  readonly file: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Something the user should read, once. */
  tell(notice: string): void;
  /** The core ended without being told to. */
  lost(reason: string): void;
}

/** Starts the core as a plain Node process and waits until it answers. Rejects in words when it cannot. */
export function startCore({ node, file, environment, tell, lost }: CoreOptions): Promise<CoreProcess> {
  const child = fork(file, { execPath: node, execArgv: [], env: environment, serialization: 'json' });
  const receivers: ((frame: Frame) => void)[] = [];
  const ports = openPorts({
    send: (frame) => {
      if (child.connected) child.send(frame);
    },
    onMessage: (receive) => void receivers.push(receive),
  });
  let stopping = false;
  return new Promise((resolve, reject) => {
    let ready = false;
    child.on('message', (message) => {
      const said = message as Frame | Said;
      switch (said.type) {
        case 'ready':
          ready = true;
          return resolve({
            open: ports.open,
            stop: () => {
              stopping = true;
              return stop(child);
            },
          });
        case 'failed':
          return ready ? tell(said.message) : reject(new Error(said.message));
        default:
          for (const receive of receivers) receive(said);
      }
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      ports.closeAll();
      const reason = `Netloom's core ended (${signal ?? `code ${code ?? 'unknown'}`}). Everything saved is kept: start Netloom again.`;
      if (!ready) reject(new Error(reason));
      else if (!stopping) lost(reason);
    });
  });
}

/** How long a core may take to bring training to rest, in milliseconds; then it is ended. */
const patience = 15_000;

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
    child.once('exit', () => {
      clearTimeout(impatience);
      resolve();
    });
    child.disconnect();
  });
}
