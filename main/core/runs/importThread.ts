import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { answerThread } from '../inThread.ts';
import { importWeights } from './importWeights.ts';

/* A thread of its own: a model may have hundreds of megabytes to read. */
const { folder, path } = z.object({ folder: z.string(), path: z.string() }).parse(workerData);
await answerThread(parentPort, () => importWeights(folder, path));
