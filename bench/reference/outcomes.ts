import { createHash } from 'node:crypto';
import { fans } from '../../shared/catalogue/fans.ts';
import { findInitializer } from '../../shared/catalogue/index.ts';
import { hyperParameters } from '../../shared/catalogue/optimizerStep.ts';
import { kerasObject } from '../../shared/codegen/kerasConfig.ts';
import { chosenSources, kerasJob } from '../../shared/codegen/kerasJob.ts';
import { planWeights } from '../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource } from '../../shared/random/stream.ts';
import { metricValues } from '../../main/engine/metricSums.ts';
import { rows } from '../../main/engine/testing/blockPlan.ts';
import type { Engine, Hyper, LiveModel, State } from '../../main/engine/engine.ts';
import { initialWeight } from '../../main/engine/initialWeights.ts';
import { distribution } from './distribution.ts';
import type { PlanProcess } from './planProcess.ts';
import { watchedBy, watchRun } from './callbackRun.ts';
import { kerasCourse, ratesOf, scheduleRun } from './scheduleRun.ts';
import type { KerasCase, TrainingCase } from './referenceCase.ts';
import { heldNumbers } from '../../main/engine/streaming/heldRows.ts';

/** What came of a case, in named arrays: losses, weights and predictions, or a distribution. */
export type Outcome = Readonly<Record<string, ArrayLike<number>>>;

const allRows = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

/** The weights that both sides start from. */
const firstWeights = (plan: TrainPlan): State =>
  Object.fromEntries(
    planWeights(plan).map((weight, place) => [
      weight.key,
      { shape: weight.spec.shape, dtype: 'float32', numbers: initialWeight(weight, place, plan.seed) },
    ]),
  );

function hyperOf({ phases: [phase] }: TrainPlan): Hyper {
  return phase ? hyperParameters(phase.optimizer) : {};
}

/** What decides the outcome of a case: when it changes, a kept reference is stale. */
export function caseHash(own: KerasCase): string {
  const hash = createHash('sha256');
  if (own.type === 'sample') {
    const { initializer, shape } = own;
    hash.update(JSON.stringify([kerasObject('initializers', initializer), chosenSources('initializers', initializer), shape]));
  } else if (own.type === 'schedule') {
    hash.update(JSON.stringify([scheduleRun, kerasCourse(own.schedule)]));
  } else if (own.type === 'callback') {
    hash.update(JSON.stringify([watchRun, kerasObject('callbacks', own.callback)]));
  } else {
    hash.update(JSON.stringify([kerasJob(own.plan), own.steps]));
    const columns = Object.values(own.data.columns).map(heldNumbers);
    for (const numbers of [...columns, ...Object.values(firstWeights(own.plan)).map((weight) => weight.numbers)])
      hash.update(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
  return hash.digest('hex').slice(0, 12);
}

/** Our own outcome. */
export async function outcomeHere(own: KerasCase, engine: Engine): Promise<Outcome> {
  if (own.type === 'sample') {
    const { initializer, shape } = own;
    const { sample } = findInitializer(initializer.kind);
    return distribution(sample(shape, fans(shape), initializer.values, randomSource(0, 'reference')), shape);
  }
  if (own.type === 'schedule') return { rates: ratesOf(own.schedule) };
  if (own.type === 'callback') return watchedBy(own.callback);
  const { plan, data, steps } = own;
  const model = await engine.create(plan, data);
  try {
    const all = allRows(data.rows);
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      const [row] = await model.run([all], [hyperOf(plan)], [{ epoch: 0, step }]);
      const [sum = Number.NaN, weight = 1] = row?.['loss'] ?? [];
      losses.push(sum / weight);
    }
    const metrics = own.metrics ? await metricsHere(model, plan) : [];
    const state = await model.readState();
    const predicted = await model.predict(all);
    return {
      ...named(
        own,
        losses,
        state,
        plan.heads.map((head) => predicted[head.name]?.numbers ?? []),
      ),
      ...(own.metrics ? { metrics } : {}),
    };
  } finally {
    model.dispose();
  }
}

/** The outcome of Keras. */
export async function outcomeOfKeras(own: KerasCase, keras: PlanProcess): Promise<Outcome> {
  if (own.type === 'sample') return distribution(await keras.sample(own.initializer, own.shape), own.shape);
  if (own.type === 'schedule') return { rates: await keras.rates(kerasCourse(own.schedule)) };
  if (own.type === 'callback') return keras.watch(own.callback, watchRun);
  const { plan, data, steps } = own;
  await keras.build(plan, data, firstWeights(plan), { eager: true, metrics: own.metrics === true });
  const losses = await keras.train(Array.from({ length: steps }, () => [...allRows(data.rows)]));
  const { weights, predictions } = await keras.state();
  return {
    ...named(
      own,
      losses,
      weights,
      predictions.map(({ numbers }) => numbers),
    ),
    ...(own.metrics ? { metrics: await keras.evaluate(metricBatch) } : {}),
  };
}

/** Examples in a batch of an evaluation: it takes two, so that what adds up shows. */
const metricBatch = 4;

/** The metrics of all rows in batches, without the loss, in the order of the head. */
async function metricsHere(model: LiveModel, plan: TrainPlan): Promise<readonly number[]> {
  const all = allRows(rows);
  const batches = [all.slice(0, metricBatch), all.slice(metricBatch)];
  const values = metricValues(plan, await model.evaluate(batches));
  return plan.heads.flatMap((head) => head.metrics.map(({ kind }) => values[kind] ?? Number.NaN));
}

/** The parts of a training under one name each. */
function named({ plan, steps }: TrainingCase, losses: readonly number[], state: State, predictions: readonly ArrayLike<number>[]): Outcome {
  return {
    ...(steps > 0 ? { losses } : {}),
    ...Object.fromEntries(planWeights(plan).map(({ key }) => [key, state[key]?.numbers ?? []])),
    ...Object.fromEntries(plan.heads.map((head, at) => [`prediction of ${head.name}`, predictions[at] ?? []])),
  };
}
