import { parentPort, workerData } from 'node:worker_threads';
import { commands } from '../../shared/ipc/commands.ts';
import { describeFiles } from '../data/describeFiles.ts';
import { answerThread } from './inThread.ts';

/* A thread of its own: a large file takes its time, in which the core has other commands to answer. */
const { reads, path, before } = commands.describeFiles.input.parse(workerData);
await answerThread(parentPort, () => describeFiles(reads, path, before));
