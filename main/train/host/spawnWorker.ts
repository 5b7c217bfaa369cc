import { fork } from 'node:child_process';
import { constants, getPriority, setPriority } from 'node:os';
import { protocolVersion, type FromWorker, type ToWorker } from '../protocol.ts';
import { pulseHandle, type Pulse } from '../pulse/pulse.ts';
import { readLines } from './readLines.ts';
import { MemoryWatch, takesAll } from './memoryEvidence.ts';
import { isCrash, sayExit, type ProcessExit } from './sayExit.ts';
import { sayStarving, sayVital } from './sayVital.ts';
import { isLost, VitalSigns } from './vitalSigns.ts';

export interface SpawnOptions {
  /** The script of the worker. */
  readonly file: string;
  /** Seconds that its main thread may be silent before its pulse is looked at: it is ended when it hangs, and told of when it is slow. */
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
  /** `crashed`: by a fault of its own, or of what it loaded. */
  ended(reason: string, crashed: boolean): void;
}

const tailLength = 4096;
/** Seconds for which a process may leave the machine no memory. */
const starvePatience = 30;
const living = new Set<() => void>();
// Whatever ends this process, no training process stays behind.
process.on('exit', () => {
  for (const end of living) end();
});

/**
 * Starts a training process at lowered priority, in a process group of its own so that Ctrl-C in a terminal reaches only its owner. It
 * is ended when it does not say hello, speaks another protocol, or hangs: neither its main thread nor its pulse tells of any work. One that is merely slow
 * is left alone, and told of by a notice.
 */
export function spawnWorker({ file, patience = 60, startPatience = 60, second = 1000 }: SpawnOptions): WorkerProcess {
  const child = fork(file, [], {
    execPath: process.execPath,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'],
    detached: true,
    windowsHide: true,
  });
  let listener: WorkerListener | null = null;
  let early: FromWorker[] = [];
  let greeted = false;
  let starting = 0;
  let starving = 0;
  let stderr = '';
  let ownReason: string | null = null;
  let end: string | null = null;
  let crashed = false;
  const signs = new VitalSigns(patience);
  const memory = new MemoryWatch();
  const told = new Set<string>();
  let resolveGone = (): void => {};
  const gone = new Promise<void>((resolve) => {
    resolveGone = resolve;
  });

  const killNow = (): void => void child.kill('SIGKILL');
  const kill = (reason: string): void => {
    ownReason ??= reason;
    killNow();
  };
  const finish = (reason: string, byFault = false): void => {
    if (end !== null) return;
    end = ownReason ?? reason;
    crashed = byFault && ownReason === null;
    clearInterval(watch);
    living.delete(killNow);
    resolveGone();
    listener?.ended(end, crashed);
  };
  const deliver = (message: FromWorker): void => {
    if (listener) listener.message(message);
    else early.push(message);
  };

  const exited = (exit: ProcessExit): void => {
    const evidence = memory.evidence(signs.pulse);
    finish(sayExit(exit, evidence, memory.plan), isCrash(exit, evidence));
  };

  // Counted in turns of this process, not by the clock: after the machine has slept, the worker gets its time to speak again.
  const watch = setInterval(() => {
    if (!greeted) {
      starting += 1;
      if (starting >= startPatience) kill(`The training process did not start within ${startPatience} seconds and was ended.`);
      return;
    }
    const vital = signs.second();
    const { pulse } = signs;
    starving = takesAll(pulse) ? starving + 1 : 0;
    if (starving >= starvePatience && pulse) return kill(sayStarving(starvePatience, pulse, memory.plan));
    const words = sayVital(vital, patience, pulse);
    if (words === null || told.has(words)) return;
    told.add(words);
    if (isLost(vital)) kill(words);
    else deliver({ type: 'notice', message: words });
  }, second);
  watch.unref();
  living.add(killNow);
  if (child.pid !== undefined) lowerPriority(child.pid);

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-tailLength);
  });
  readLines(child.stdio[pulseHandle], (line) => signs.beat(JSON.parse(line) as Pulse));
  child.on('error', (error) => {
    if (child.pid === undefined) finish(`The training process could not be started: ${error.message}.`);
  });
  // 'close' comes once stderr has been read and every message delivered; something that inherited stderr could hold it back.
  child.on('close', (code, signal) => exited({ code, signal, stderr }));
  child.on('exit', (code, signal) => setTimeout(() => exited({ code, signal, stderr }), second).unref());
  child.on('message', (message) => {
    signs.hear();
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
    deliver(message);
  });

  return {
    pid: child.pid ?? 0,
    gone,
    get alive() {
      return end === null && ownReason === null;
    },
    send(message) {
      // A worker that has just died is told of by 'close'; the message is void either way.
      if ('plan' in message && message.plan) memory.work(message.plan, signs.pulse);
      if (child.connected) child.send(message, () => {});
    },
    follow(next) {
      listener = next;
      const waiting = early;
      early = [];
      for (const message of waiting) next.message(message);
      if (end !== null) next.ended(end, crashed);
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
    // A Netloom that was started lower still, by "nice", stays so.
    setPriority(pid, Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL));
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
