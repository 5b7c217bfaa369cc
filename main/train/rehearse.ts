import type { Batch, Counter, LiveModel } from '../engine/engine.ts';
import type { TrainingStep } from './trainingStep.ts';

/** What comes as an epoch ends, and not before. */
export interface EpochEnd {
  readonly validation: readonly Batch[];
  /** The training step of a last batch that is smaller than the others; null where there is none. */
  readonly part: TrainingStep | null;
  /** The examples on which a step is looked into; null where none is. */
  readonly probed: { readonly batch: Batch; readonly counter: Counter } | null;
}

/**
 * Does once what comes as an epoch ends, and brings the model back to what it was: what an engine records and measures for it comes now, a lack of memory
 * too and not after an hour. Gives the milliseconds that the end of an epoch takes on an engine that is prepared. Before each part `goesOn` is asked: a large
 * model takes its time. Null when it was told to end there.
 */
export async function rehearse(
  model: LiveModel,
  { validation, part, probed }: EpochEnd,
  goesOn: () => Promise<boolean>,
): Promise<number | null> {
  if (part) {
    if (!(await goesOn())) return null;
    const state = await model.readState();
    await model.run([part.batch], [part.hyper], [part.counter]);
    await model.writeState(state);
  }
  const [first, last] = [validation[0], validation.at(-1)];
  let milliseconds = 0;
  if (first && last) {
    for (const sample of last.length === first.length ? [first] : [last, first]) {
      if (!(await goesOn())) return null;
      await model.evaluate([sample]);
    }
    milliseconds += validation.length * (await time(() => model.evaluate([first])));
  }
  if (probed) {
    if (!(await goesOn())) return null;
    await model.probe(probed.batch, probed.counter);
    milliseconds += await time(() => model.probe(probed.batch, probed.counter));
  }
  return milliseconds;
}

/** Milliseconds that work takes. */
async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
