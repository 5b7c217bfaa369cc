import { readFile } from 'node:fs/promises';
import { decodeSafetensors } from '../../../main/train/safetensors.ts';
import type { State } from '../../../main/engine/engine.ts';
import { initialWeight } from '../../../main/engine/initialWeights.ts';
import type { FromWorker } from '../../../main/train/protocol.ts';
import { trainPlan } from '../../../main/train/testing/trainPlan.ts';
import { planWeights } from '../../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import { permutation } from '../../../shared/random/permutation.ts';
import { editedPlan } from '../../../shared/run/editedPlan.ts';
import type { BlockEdit, RunEdit } from '../../../shared/run/runEdit.ts';
import { dropMasks } from './dropMasks.ts';
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

/** How a plain loop trains in an epoch. */
interface PlainCourse {
  readonly rate: number;
  readonly frozen?: readonly string[];
  /** Of the dropout, where there is one. */
  readonly dropout?: number;
}

/** Trains by a plain loop: each epoch goes once over the examples in its seeded order, a step for each batch, as the course of the epoch says. */
async function trainPlainly(plan: TrainPlan, network: DenseNetwork, courseOf: (epoch: number) => PlainCourse): Promise<void> {
  const rows = await regressionRows(plan);
  let step = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const { rate, frozen, dropout } = courseOf(epoch);
    const order = [...permutation(examples, plan.seed, 'order', epoch)].flatMap((row) => rows[row] ?? []);
    for (let at = 0; at < order.length; at += plan.batchSize) {
      const batch = order.slice(at, at + plan.batchSize);
      const masks = dropout === undefined ? [] : dropMasks(plan.seed, dropout, batch.length, { epoch, step });
      network.descend(
        batch.map((own, row) => ({ ...own, masks: [null, masks[row] ?? null] })),
        rate,
        frozen,
      );
      step += 1;
    }
  }
}

async function lastState(messages: readonly FromWorker[]): Promise<State> {
  const kept = messages.findLast((message) => message.type === 'checkpoint');
  if (!kept) throw new Error('no checkpoint was kept');
  return decodeSafetensors(await readFile(kept.path)).state;
}

const compared = async (plan: TrainPlan, messages: readonly FromWorker[], courseOf: (epoch: number) => PlainCourse): Promise<Compared> => {
  const network = new DenseNetwork(plan, firstState(plan));
  await trainPlainly(plan, network, courseOf);
  return { found: weightsOf(network, await lastState(messages)), expected: network.weights() };
};

const batches = (name: string, batchSize: number): PlainCase =>
  plainCase('training', 'miniBatches', name, 'a plain loop over shuffled examples', () =>
    withFolder(async (directory) => {
      const plan = planOf(smallRegression({ batchSize }));
      return compared(plan, await trainPlan(plan, { directory, engine: 'cpu' }), () => ({ rate: 0.01 }));
    }),
  );

/** A run that was changed after its first epoch, in a pause. */
const editedWhilePaused = (name: string, edit: RunEdit, courseOf: (epoch: number) => PlainCourse, dropout?: number): PlainCase =>
  plainCase('training', 'editedRun', name, 'a plain loop with the same change', () =>
    withFolder(async (directory) => {
      const document = smallRegression({}, dropout);
      const plan = planOf(document);
      const edited = editedPlan(plan, document, edit);
      if ('problem' in edited) throw new Error(edited.problem);
      const messages = await trainPlan(plan, {
        directory,
        engine: 'cpu',
        hear(message, control) {
          if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
          if (message.type !== 'paused') return;
          control.edit(edit, edit.blocks && edited.plan);
          setImmediate(() => control.set('run'));
        },
      });
      return compared(plan, messages, courseOf);
    }),
  );
const block = (node: string, own: Pick<BlockEdit, 'frozen' | 'values'>): RunEdit => ({
  blocks: [{ graph: smallRegression({}).root, node, title: node, ...own }],
});

/** Three ways to cut an epoch, and runs that are changed on their way. */
export const descentCases = (): readonly PlainCase[] => [
  batches('all examples in one step', examples),
  batches('batches, the last one smaller', 20),
  batches('one example a step', 1),
  editedWhilePaused('learning rate', { learningRate: 0.002 }, (epoch) => ({ rate: epoch === 0 ? 0.01 : 0.002 })),
  // It goes by the epochs of the whole run.
  editedWhilePaused('schedule', { schedule: { kind: 'stepDecay', values: { every: 1, factor: 0.5 } } }, (epoch) => ({
    rate: 0.01 * 0.5 ** epoch,
  })),
  editedWhilePaused('freezing', block('hidden', { frozen: true }), (epoch) => ({ rate: 0.01, frozen: epoch === 0 ? [] : ['hidden'] })),
  editedWhilePaused(
    'dropout',
    block('drop', { values: { rate: 0.5 } }),
    (epoch) => ({ rate: 0.01, dropout: epoch === 0 ? 0.25 : 0.5 }),
    0.25,
  ),
];
