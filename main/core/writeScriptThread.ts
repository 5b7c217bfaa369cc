import { parentPort, workerData } from 'node:worker_threads';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { exportScript } from '../export/keras/exportScript.ts';
import { answerThread } from './inThread.ts';

/* A thread of its own: a data set is read, and pressed together. */
const { plan, directory } = workerData as { plan: TrainPlan; directory: string };
await answerThread(parentPort, () => exportScript(plan, directory));
