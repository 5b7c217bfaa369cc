import { Worker } from 'node:worker_threads';
import { pulseEvery } from './pulse.ts';

const file = new URL(import.meta.url.endsWith('.ts') ? './pulseThread.ts' : './pulseThread.js', import.meta.url);

/** Lets a thread of this process tell its pulse to the one that started it, every so many milliseconds, for as long as it lives. */
export function startPulse(every = pulseEvery): void {
  const thread = new Worker(file, { workerData: { every }, execArgv: [] });
  // Without a pulse the core goes by what the main thread says.
  thread.on('error', () => {});
  thread.unref();
}
