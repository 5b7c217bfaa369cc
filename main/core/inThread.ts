import { Worker } from 'node:worker_threads';
import type { z } from 'zod';
import { ContractError } from '../../shared/ipc/port.ts';
import { sentence } from './sentence.ts';

interface ThreadOptions<T> {
  /** The thread's script: it posts `{ result }`, or `{ problem }` in words. */
  readonly file: URL;
  readonly data: unknown;
  readonly parser: z.ZodType<T>;
  /** What is said before the reason when it fails: `the data cannot be shown`. */
  readonly failure: string;
}

/** Lets a thread of its own do work that would hold up the core's other commands. Rejects with words for the user. */
export function inThread<T>({ file, data, parser, failure }: ThreadOptions<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(file, { workerData: data, execArgv: [], stdout: true });
    const refuse = (words: string): void => reject(new ContractError('failed', sentence(`${failure}: ${words}`)));
    thread.on('message', (message: { readonly result?: unknown; readonly problem?: string }) => {
      if (message.problem === undefined) resolve(parser.parse(message.result));
      else refuse(message.problem);
    });
    thread.on('error', (error) => refuse(error instanceof Error ? error.message : String(error)));
    thread.on('exit', (code) => refuse(`its thread ended with exit code ${code}`));
    thread.unref();
  });
}

/** In the thread: does the work and posts what came of it. */
export async function answerThread(port: { postMessage(message: unknown): void } | null, work: () => Promise<unknown>): Promise<void> {
  try {
    port?.postMessage({ result: await work() });
  } catch (error) {
    port?.postMessage({ problem: error instanceof Error ? error.message : String(error) });
  }
}
