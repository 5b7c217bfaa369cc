import type { EngineChoice } from '../../../shared/run/engines.ts';
import { automaticEngine, describeEngines, findings, findingsKey } from '../describeEngines.ts';
import { locateTensorflow, repairOf, sessionWords } from '../tensorflow/locate.ts';
import { SupplyError } from '../tensorflow/supply/supplyError.ts';
import { addonsBeside, tryBinding } from '../tensorflow/supply/tryBinding.ts';
import { rememberFindings } from './findings.ts';

/**
 * Lets TensorFlow be loaded, in a process of its own, where no check has told yet whether it can be: its files may be there and not load. One that cannot counts
 * as one that failed its check. Gives what the user should know of one that loads in part, in words, or null. `anew`: although it passed one.
 */
export async function proveTensorflow(load: typeof tryBinding = tryBinding, { anew = false } = {}): Promise<string | null> {
  const located = locateTensorflow();
  const engines = describeEngines();
  const before = findings(engines);
  const { tensorflow: trial, ...trials } = before.trials;
  if (!located.ready || (trial !== undefined && !anew) || before.failures.tensorflow !== undefined) return null;
  const repair = repairOf(located);
  const whole = await problemOf(() => load(located.binding, { addons: addonsBeside(located.binding) }));
  if (whole === null) return null;
  const alone = await problemOf(() => load(located.binding));
  if (alone === null) return sessionWords(whole, repair);
  rememberFindings(findingsKey(engines), {
    ...before,
    trials,
    failures: { ...before.failures, tensorflow: `${alone}: to set it up again, ${repair}` },
  });
  return null;
}

async function problemOf(load: () => Promise<unknown>): Promise<string | null> {
  try {
    await load();
    return null;
  } catch (error) {
    if (error instanceof SupplyError) return error.message;
    throw error;
  }
}

/**
 * Why a process that was to train on this engine crashed before it did, in words: TensorFlow that cannot be loaded, which is not chosen by itself from then
 * on. Null where it is something else.
 */
export async function whyCrashed(asked: EngineChoice, load?: typeof tryBinding): Promise<string | null> {
  if ((asked === 'auto' ? automaticEngine() : asked) !== 'tensorflow') return null;
  await proveTensorflow(load, { anew: true });
  const failure = findings().failures.tensorflow;
  return failure === undefined ? null : `The training process crashed: ${failure}, or take another engine.`;
}
