import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { EngineName } from '../../../shared/run/engines.ts';
import type { CheckMessage } from './checkProcess.ts';
import { compareKnown } from './knownTraining.ts';

export interface EngineCheck {
  readonly engine: EngineName;
  readonly passed: boolean;
  readonly msPerStep: number | null;
  /** Of a network as large as what people train; null for one that is never chosen by itself, or only where there is no other. */
  readonly trialMs: number | null;
  /** Share of the machine's processors, 0 to 1, that other programs took meanwhile. */
  readonly elsewhere: number;
  /** Why it did not pass, in words. */
  readonly reason: string | null;
  /** What the user should know of how it was opened. */
  readonly notices?: readonly string[];
}

interface CheckOptions {
  readonly onStep?: (step: number, steps: number) => void;
  readonly signal?: AbortSignal;
  /** Seconds without a word after which the engine counts as hung. */
  readonly patience?: number;
  /** Threads to compute on, where the engine lets them be chosen. */
  readonly threads?: number;
  /** The script of the process, for tests. */
  readonly file?: string;
}

const tailLength = 2000;

/**
 * Trains a small known network on an engine, in a process of its own: whatever a driver or library does, only that process ends. Never
 * rejects; an interrupted check has not passed.
 */
export function checkEngine(engine: EngineName, options: CheckOptions = {}): Promise<EngineCheck> {
  const { onStep = () => {}, signal, patience = 120, threads, file = join(import.meta.dirname, 'checkProcess.ts') } = options;
  return new Promise((resolve) => {
    const child = fork(file, [engine, ...(threads === undefined ? [] : [String(threads)])], {
      execPath: process.execPath,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let problems = '';
    let answer: EngineCheck | null = null;
    const fail = (reason: string): void =>
      void (answer ??= { engine, passed: false, msPerStep: null, trialMs: null, elsewhere: 0, reason });
    const end = (reason: string): void => {
      fail(reason);
      child.kill('SIGKILL');
    };
    const hung = (): void => end(`it did not answer within ${patience} seconds and was ended`);
    let watch = setTimeout(hung, patience * 1000);
    const interrupt = (): void => end('the check was interrupted');
    signal?.addEventListener('abort', interrupt);
    if (signal?.aborted) interrupt();
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (problems = (problems + text).slice(-tailLength)));
    child.on('message', (message) => {
      clearTimeout(watch);
      watch = setTimeout(hung, patience * 1000);
      const told = message as CheckMessage;
      if (told.type === 'step') onStep(told.step, told.steps);
      else if (told.type === 'failed') fail(told.reason);
      else {
        const reason = compareKnown(told.losses);
        answer ??= {
          engine,
          passed: reason === null,
          msPerStep: told.msPerStep,
          trialMs: told.trialMs,
          elsewhere: told.elsewhere,
          reason,
          notices: told.notices,
        };
      }
    });
    child.on('error', (error) => fail(`its process could not be started: ${error.message}`));
    child.on('close', (code, ended) => {
      clearTimeout(watch);
      signal?.removeEventListener('abort', interrupt);
      const last = problems.trim().split('\n').at(-1);
      const said = last ? `, after it wrote: ${last}` : '';
      fail(`its process ended unexpectedly (${ended ?? `exit code ${code}`}${said})`);
      if (answer) resolve(answer);
    });
  });
}
