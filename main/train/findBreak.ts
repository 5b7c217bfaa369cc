import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LiveModel, State } from '../engine/engine.ts';
import { addSums } from '../engine/metricSums.ts';
import { breakWords, isInData } from './breakWords.ts';
import type { Position } from './checkpoint.ts';
import type { Place, TrainingStep } from './trainingStep.ts';

/** What lies before the present step, and the way from there. */
export interface Retraced {
  readonly model: LiveModel;
  /** From here on every step can be had again. */
  readonly anchor: { readonly position: Position; readonly state: () => Promise<State> };
  stepAt(place: Place): TrainingStep;
}

/**
 * The loss of the next batch, at `broken`, is no finite number: goes back to the weights before it, looks for what was the first to be none, and brings the model to the
 * last weights that gave a finite loss, whose position it gives with what is to be said. The batches since the anchor are trained again for it, which gives the same
 * weights to the bit.
 */
export async function findBreak(
  retraced: Retraced,
  broken: Place,
): Promise<{ readonly kept: Position; readonly told: string; readonly isFinal: boolean }> {
  const { model, anchor, stepAt } = retraced;
  const look = (place: Place): Promise<string | null> => {
    const { batch, hyper, counter } = stepAt(place);
    return model.diagnose(batch, hyper, counter);
  };
  let kept = await goBack(retraced, broken.step);
  let first = await look(kept);
  // A weight that was none already: the batch before made it so.
  const wasWeight = first?.startsWith('the weight') === true && !first.includes('after the step');
  // Weights that give no finite loss for whole data are not the good ones, finite as they may be: those before them gave one.
  if (!isInData(first) && broken.step > anchor.position.step) {
    kept = await goBack(retraced, broken.step - 1);
    if (wasWeight) first = (await look(kept)) ?? first;
  }
  return { kept, ...breakWords({ epoch: broken.epoch, batch: broken.batch, step: broken.step, first, kept }) };
}

/** Brings the model to `step` of the anchor's epoch; gives that position. */
async function goBack({ model, anchor, stepAt }: Retraced, step: number): Promise<Position> {
  await model.writeState(await anchor.state());
  let { position } = anchor;
  while (position.step < step) {
    const { batch, hyper, counter } = stepAt(position);
    const [row] = await model.run([batch], [hyper], [counter]);
    position = { ...position, batch: position.batch + 1, step: position.step + 1, sums: addSums(position.sums, row ?? {}) };
    await nextTurn();
  }
  return position;
}
