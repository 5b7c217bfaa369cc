import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from '../../../main/train/safetensors.ts';
import type { State } from '../../../main/engine/engine.ts';
import { initialWeight } from '../../../main/engine/initialWeights.ts';
import type { FromWorker } from '../../../main/train/protocol.ts';
import { trainPlan } from '../../../main/train/testing/trainPlan.ts';
import { planWeights } from '../../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { permutation } from '../../../shared/random/permutation.ts';
import { withFolder } from './withFolder.ts';
import { DenseNetwork, weightsOf } from './denseNetwork.ts';
import { plainCase } from './plainCase.ts';
import { examples, planOf, regressionRows, smallRegression } from './smallRegression.ts';
import type { Compared, PlainCase } from '../referenceCase.ts';

const firstState = (plan: TrainPlan): State =>
  Object.fromEntries(
    planWeights(plan).map((weight, place) => [
      weight.key,
      { shape: weight.spec.shape, dtype: 'float32', numbers: initialWeight(weight, place, plan.seed) },
    ]),
  );

/** Trains by a plain loop: each epoch goes once over the examples in its seeded order, a step for each batch, at the learning rate of the epoch. */
async function trainPlainly(plan: TrainPlan, network: DenseNetwork, rateOf: (epoch: number) => number): Promise<void> {
  const rows = await regressionRows(plan);
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const order = [...permutation(examples, plan.seed, 'order', epoch)].flatMap((row) => rows[row] ?? []);
    for (let at = 0; at < order.length; at += plan.batchSize) network.descend(order.slice(at, at + plan.batchSize), rateOf(epoch));
  }
}

async function lastState(messages: readonly FromWorker[]): Promise<State> {
  const kept = messages.findLast((message) => message.type === 'checkpoint');
  if (!kept) throw new Error('no checkpoint was kept');
  return decodeSafetensors(await readFile(kept.path)).state;
}

const compared = async (plan: TrainPlan, messages: readonly FromWorker[], rateOf: (epoch: number) => number): Promise<Compared> => {
  const network = new DenseNetwork(plan, firstState(plan));
  await trainPlainly(plan, network, rateOf);
  return { found: weightsOf(network, await lastState(messages)), expected: network.weights() };
};

const batches = (name: string, batchSize: number): PlainCase =>
  plainCase('training', 'miniBatches', name, 'a plain loop over shuffled examples', () =>
    withFolder(async (directory) => {
      const plan = planOf(smallRegression({ batchSize }));
      return compared(plan, await trainPlan(plan, { directory, engine: 'cpu' }), () => 0.01);
    }),
  );

/** A run whose learning rate was changed after its first epoch, in a pause. */
const editedWhilePaused = (): PlainCase =>
  plainCase('training', 'editedRun', 'learning rate', 'a plain loop with the same change', () =>
    withFolder(async (directory) => {
      const plan = planOf(smallRegression({}));
      const messages = await trainPlan(plan, {
        directory,
        engine: 'cpu',
        hear(message, control) {
          if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
          if (message.type !== 'paused') return;
          control.edit({ learningRate: 0.002 });
          setImmediate(() => control.set('run'));
        },
      });
      return compared(plan, messages, (epoch) => (epoch === 0 ? 0.01 : 0.002));
    }),
  );

/** Three ways to cut an epoch, and one run that is changed on its way. */
export const descentCases = (): readonly PlainCase[] => [
  batches('all examples in one step', examples),
  batches('batches, the last one smaller', 20),
  batches('one example a step', 1),
  editedWhilePaused(),
];
