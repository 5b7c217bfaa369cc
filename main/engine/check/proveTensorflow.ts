import { describeEngines, findings, findingsKey } from '../describeEngines.ts';
import { locateTensorflow, repairOf } from '../tensorflow/locate.ts';
import { SupplyError } from '../tensorflow/supply/supplyError.ts';
import { tryBinding } from '../tensorflow/supply/tryBinding.ts';
import { rememberFindings } from './findings.ts';

/**
 * Lets TensorFlow be loaded, in a process of its own, where no check has told yet whether it can be: its files may be there and not load. One that cannot counts
 * as one that failed its check.
 */
export async function proveTensorflow(load: typeof tryBinding = tryBinding): Promise<void> {
  const located = locateTensorflow();
  const engines = describeEngines();
  const before = findings(engines);
  if (!located.ready || before.trials.tensorflow !== undefined || before.failures.tensorflow !== undefined) return;
  try {
    await load(located.binding);
  } catch (error) {
    if (!(error instanceof SupplyError)) throw error;
    const reason = `${error.message}: to set it up again, ${repairOf(located)}`;
    rememberFindings(findingsKey(engines), { ...before, failures: { ...before.failures, tensorflow: reason } });
  }
}
