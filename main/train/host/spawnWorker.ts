import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { protocolVersion, type FromWorker, type ToWorker } from '../protocol.ts';
import { lackedMemory, sayExit, type ProcessExit } from './sayExit.ts';

export interface SpawnOptions {
  /** The script of the worker. */
  readonly file: string;
  /** Seconds without a word after which it counts as hung. */
  readonly patience?: number;
  /** Seconds it may take to say hello: it loads the engine's code first. */
  readonly startPatience?: number;
  /** Milliseconds of a second, for tests. */
  readonly second?: number;
}
/** A training process, followed by one listener at a time. */
export interface WorkerProcess {
  readonly pid: number;
  send(message: ToWorker): void;
  /** Sets who hears the messages, hello and heartbeats excepted, and the end with its reason in words. Called at once when it has ended. */
  follow(listener: WorkerListener): void;
  /** Ends it at once; the listener hears `reason`. */
  kill(reason: string): void;
  /** Asks it to go, and ends it when it does not. Resolves when it is gone. */
  dismiss(): Promise<void>;
  /** Resolves when it is gone, however it ended. */
  readonly gone: Promise<void>;
  readonly alive: boolean;
}
export interface WorkerListener {
  message(message: FromWorker): void;
  /** `memory`: most likely for lack of memory. */
  ended(reason: string, memory: boolean): void;
}

const tailLength = 4096;
const living = new Set<() => void>();
// Whatever ends this process, no training process stays behind.
process.on('exit', () => {
  for (const end of living) end();
});

/**
 * Starts a training process at lowered priority, in a process group of its own so that Ctrl-C in a terminal reaches only its owner. It
 * is ended when it does not say hello, speaks another protocol, or falls silent.
 */
export function spawnWorker({ file, patience = 15, startPatience = 60, second = 1000 }: SpawnOptions): WorkerProcess {
  const child = fork(file, [], {
    execPath: process.execPath,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    detached: true,
    windowsHide: true,
  });
  let listener: WorkerListener | null = null;
  let early: FromWorker[] = [];
  let greeted = false;
  let silence = 0;
  let stderr = '';
  let ownReason: string | null = null;
  let end: string | null = null;
  let memory = false;
  let resolveGone = (): void => {};
  const gone = new Promise<void>((resolve) => {
    resolveGone = resolve;
  });

  const killNow = (): void => void child.kill('SIGKILL');
  const kill = (reason: string): void => {
    ownReason ??= reason;
    killNow();
  };
  const finish = (reason: string, exit?: ProcessExit): void => {
    if (end !== null) return;
    end = ownReason ?? reason;
    memory = ownReason === null && exit !== undefined && lackedMemory(exit);
    clearInterval(watch);
    living.delete(killNow);
    resolveGone();
    listener?.ended(end, memory);
  };

  const exited = (exit: ProcessExit): void => finish(sayExit(exit), exit);

  // Counted in turns of this process, not by the clock: after the machine has slept, the worker gets its time to speak again.
  const watch = setInterval(() => {
    silence += 1;
    if (silence < (greeted ? patience : startPatience)) return;
    kill(
      greeted
        ? `The training process did not answer for ${patience} seconds and was ended.`
        : `The training process did not start within ${startPatience} seconds and was ended.`,
    );
  }, second);
  watch.unref();
  living.add(killNow);
  if (child.pid !== undefined) lowerPriority(child.pid);

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-tailLength);
  });
  child.on('error', (error) => {
    if (child.pid === undefined) finish(`The training process could not be started: ${error.message}.`);
  });
  // 'close' comes once stderr has been read and every message delivered; something that inherited stderr could hold it back.
  child.on('close', (code, signal) => exited({ code, signal, stderr }));
  child.on('exit', (code, signal) => setTimeout(() => exited({ code, signal, stderr }), second).unref());
  child.on('message', (message) => {
    silence = 0;
    if (!isFromWorker(message) || end !== null) return;
    if (message.type === 'heartbeat') return;
    if (message.type === 'hello') {
      greeted = true;
      if (message.protocol !== protocolVersion) {
        kill(
          `The training process speaks version ${message.protocol} of the protocol and this program version ${protocolVersion}: install Netloom anew.`,
        );
      }
      return;
    }
    if (listener) listener.message(message);
    else early.push(message);
  });

  return {
    pid: child.pid ?? 0,
    gone,
    get alive() {
      return end === null && ownReason === null;
    },
    send(message) {
      // A worker that has just died is told of by 'close'; the message is void either way.
      if (child.connected) child.send(message, () => {});
    },
    follow(next) {
      listener = next;
      const waiting = early;
      early = [];
      for (const message of waiting) next.message(message);
      if (end !== null) next.ended(end, memory);
    },
    kill,
    async dismiss() {
      if (end !== null) return;
      if (child.connected) child.send({ type: 'exit' } satisfies ToWorker, () => {});
      const impatience = setTimeout(killNow, 5 * second);
      await gone;
      clearTimeout(impatience);
    },
  };
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed here, or the process is gone already: it trains at the usual priority.
  }
}

const types: Readonly<Record<FromWorker['type'], true>> = {
  hello: true,
  heartbeat: true,
  started: true,
  points: true,
  epochEnded: true,
  checkpoint: true,
  notice: true,
  samples: true,
  paused: true,
  resumed: true,
  tested: true,
  exported: true,
  rateFound: true,
  predicted: true,
  ended: true,
  failed: true,
};
/** Host and worker are of one version, which hello has proved; what is not in the protocol at all is left aside. */
const isFromWorker = (message: unknown): message is FromWorker =>
  typeof message === 'object' &&
  message !== null &&
  'type' in message &&
  typeof message.type === 'string' &&
  Object.hasOwn(types, message.type);
