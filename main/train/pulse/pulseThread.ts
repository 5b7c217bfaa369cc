import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { pulseHandle, readPulse } from './pulse.ts';

/* A thread of the training process that does nothing but tell its pulse: a native call, however long, does not hold it up. */
const { every } = workerData as { readonly every: number };
function beat(): void {
  try {
    writeSync(pulseHandle, `${JSON.stringify(readPulse())}\n`);
  } catch (error) {
    // Nobody listens any more: the thread that computes would learn it only after its call. Where who listens is behind, the next beat tells as much.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.kill(process.pid, 'SIGKILL');
  }
}
beat();
setInterval(beat, every);
