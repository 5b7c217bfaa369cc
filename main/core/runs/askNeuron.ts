import { Worker } from 'node:worker_threads';
import { neuronView, type NeuronView } from '../../../shared/ipc/neuron.ts';
import { ContractError } from '../../../shared/ipc/port.ts';
import type { NeuronQuestion } from '../../inspect/neuronDesk.ts';
import { sentence } from '../sentence.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './neuronThread.ts' : './neuronThread.js', import.meta.url);

/** Milliseconds after the last question in which the thread keeps data and model. */
const idle = 60_000;

interface Waiting {
  readonly resolve: (view: NeuronView) => void;
  readonly refuse: (words: string) => void;
}

export interface NeuronAsker {
  /** Rejects with words for the user. */
  ask(question: NeuronQuestion): Promise<NeuronView>;
  close(): Promise<void>;
}

/** Has neurons computed by a thread of their own, which is there while questions come. */
export function neuronAsker(): NeuronAsker {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;
  let rest: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    clearTimeout(rest);
    const own = thread;
    thread = null;
    await own?.terminate();
  };
  const settle = (number: number): Waiting | undefined => {
    const found = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) {
      // Nothing is waited for: it holds no process open.
      thread?.unref();
      clearTimeout(rest);
      rest = setTimeout(() => void end(), idle);
      rest.unref();
    }
    return found;
  };
  const open = (): Worker => {
    const own = new Worker(file, { execArgv: [], stdout: true });
    own.on('message', ({ number, result, problem }: { number: number; result?: unknown; problem?: string }) => {
      const found = settle(number);
      if (problem !== undefined) return found?.refuse(problem);
      const parsed = neuronView.safeParse(result);
      if (parsed.success) found?.resolve(parsed.data);
      else found?.refuse('what came of it is not whole');
    });
    const gone = (words: string): void => {
      if (thread === own) thread = null;
      for (const number of [...waiting.keys()]) settle(number)?.refuse(words);
    };
    own.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    own.on('exit', (code) => gone(`its thread ended with exit code ${code}`));
    return own;
  };
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        clearTimeout(rest);
        thread ??= open();
        thread.ref();
        const number = asked++;
        waiting.set(number, {
          resolve,
          refuse: (words) => reject(new ContractError('failed', sentence(`the neuron cannot be shown: ${words}`))),
        });
        thread.postMessage({ number, question });
      }),
    close: end,
  };
}
