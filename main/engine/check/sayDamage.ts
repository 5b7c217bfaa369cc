import { locateTensorflow, repairOf } from '../tensorflow/locate.ts';
import { findDamage } from '../tensorflow/supply/manifest.ts';

/** What is wrong with the files of TensorFlow, and what sets them up again, as a part of a sentence; null where nothing is, or none is known. Reads them: seconds. */
export async function sayDamage(): Promise<string | null> {
  const located = locateTensorflow();
  const damage = located.ready ? await findDamage(located.binding) : null;
  return damage === null || !located.ready ? null : `its files are damaged (${damage}): to set it up again, ${repairOf(located)}`;
}
