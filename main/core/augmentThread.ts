import { parentPort, workerData } from 'node:worker_threads';
import { commands } from '../../shared/ipc/commands.ts';
import { openEngine } from '../engine/openEngine.ts';
import { augmentExamples } from '../inspect/augmentExamples.ts';
import { answerThread } from './inThread.ts';

/* A thread of its own, as data is read. What is drawn is the same on every engine. */
await answerThread(parentPort, async () => {
  await openEngine('wasm').catch(() => openEngine('cpu'));
  return augmentExamples(commands.getAugmentedExamples.input.parse(workerData));
});
