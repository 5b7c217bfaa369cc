import { parentPort, workerData } from 'node:worker_threads';
import { commands } from '../../shared/ipc/commands.ts';
import { previewDataset } from '../data/previewDataset.ts';
import { answerThread } from './inThread.ts';

/* A thread of its own: reading a data set takes hundreds of milliseconds, in which the core has other commands to answer. */
const { document, examples } = commands.getDatasetPreview.input.parse(workerData);
await answerThread(parentPort, () => previewDataset(document, examples));
