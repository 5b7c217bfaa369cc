import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { watchedLayers, watchedParts, watchKey } from '../../shared/plan/watchRows.ts';
import type { PlanLayer, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { differentiate, type StepBatch } from './differentiate.ts';
import { required, type Given } from './lower/lowering.ts';
import type { PhaseStep } from './phaseStep.ts';
import type { Ops } from './ops/ops.ts';
import { stepLooks } from './watches/index.ts';

export interface Probed {
  /** Under the keys of `watchRows`. */
  readonly keys: readonly string[];
  /** As many numbers, one tensor [keys]. */
  readonly values: Tensor;
}

/** What is watched in each layer while a batch goes forth and back, phase by phase. No weight is moved. Call it in a `tidy`: what it gives is kept by that one only. */
export function probeStep(
  plan: TrainPlan,
  steps: readonly PhaseStep[],
  weight: (key: string) => Tensor,
  batch: StepBatch,
  ops: Ops,
): Probed {
  const found = new Map<string, Tensor>();
  const layers = watchedLayers(plan.layers);
  // A layer is looked at in the phase that trains it; one that none trains, in the first that has it.
  const trainedIn = (layer: PlanLayer): PhaseStep | undefined => steps.find(({ phase }) => phase.trained.includes(layer.layerId));
  for (const step of steps) {
    const looked = layers.filter((layer) => trainedIn(layer) === step || !trainedIn(layer));
    for (const [key, number] of probePhase(step, looked, weight, batch, ops)) if (!found.has(key)) found.set(key, number);
  }
  const keys = plan.watched
    .flatMap(({ kind }) => layers.flatMap(watchedParts).map((part) => watchKey(kind, part)))
    .filter((key) => found.has(key));
  const numbers = keys.map((key) => required(found.get(key), key));
  return { keys, values: numbers.length > 0 ? tf.stack(numbers) : tf.zeros([0]) };
}

function probePhase(
  { plan, trained }: PhaseStep,
  layers: readonly PlanLayer[],
  weight: (key: string) => Tensor,
  batch: StepBatch,
  ops: Ops,
): readonly (readonly [key: string, number: Tensor])[] {
  const given: (Given & { readonly layer: string })[] = [];
  const keys = trained.map(({ key }) => key);
  const { gradients, averages, rows } = differentiate(plan, keys, weight, batch, ops, {
    // Wherever a layer stands.
    observe: ({ layerId }, own) =>
      void given.push({ ...own, layer: layerId, x: tf.keep(own.x), counts: own.counts && tf.keep(own.counts) }),
  });
  const found = plan.watched.flatMap(({ kind, values }) => {
    const look = stepLooks[kind];
    if (!look) return [];
    return layers.flatMap((layer) => {
      const own = layer.weights.flatMap(({ name }) => gradients.get(`${layer.layerId}/${name}`) ?? []);
      return watchedParts(layer).flatMap((part) => {
        const { copy } = part;
        const number = look(
          {
            // The weights of a repeat are those of all copies, stacked.
            gradients: copy === null ? own : own.map((stacked) => tf.slice(stacked, [copy], [1])),
            given: copy === null ? given.filter((own) => own.layer === layer.layerId) : [],
            ops,
          },
          values,
        );
        return number === null ? [] : [[watchKey(kind, part), tf.reshape(number, [])] as const];
      });
    });
  });
  for (const tensor of [rows, ...averages.values(), ...given.flatMap(({ x, counts }) => (counts ? [x, counts] : [x]))]) tensor.dispose();
  return found;
}
