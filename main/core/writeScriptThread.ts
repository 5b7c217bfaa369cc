import { parentPort, workerData } from 'node:worker_threads';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { exportScript } from '../export/keras/exportScript.ts';
import type { WeightFiles } from '../train/takeWeights.ts';
import { answerThread } from './inThread.ts';

/* A thread of its own: a data set is read, and pressed together. */
const { plan, directory, weights } = workerData as { plan: TrainPlan; directory: string; weights: WeightFiles };
await answerThread(parentPort, () => exportScript(plan, directory, weights));
