import { isItem, type ItemValue } from '../../shared/catalogue/params.ts';
import { activityPenalty } from '../../shared/catalogue/weights.ts';
import { countReaders, type Readable } from './countReaders.ts';
import { isPlainRelu } from './lower/activate.ts';

/** Whether an activation keeps the order of numbers: the largest of them is that of the largest. A relu with a slope or threshold may not. */
const keepsOrder = (activation: ItemValue): boolean => activation.kind === 'linear' || isPlainRelu(activation);

/**
 * Layers whose bias and activation may wait until after the max pooling that alone reads them: by the pooling's id. A bias moves all numbers
 * of a channel alike and these activations keep their order, so the largest is the same one, and the rest of the work is done on a quarter
 * of the numbers for a pool of 2 x 2. Values are equal to the bit, and so are gradients but where adding the bias makes two numbers equal.
 */
export function postponedTails(plan: Readable): ReadonlyMap<string, string> {
  const readers = countReaders(plan);
  const layers = new Map(plan.layers.map((layer) => [layer.id, layer]));
  const tails = new Map<string, string>();
  for (const pool of plan.layers) {
    const before = pool.kind === 'maxPooling2d' ? layers.get(pool.inputs['x']?.[0]?.layer ?? '') : undefined;
    const activation = before?.values['activation'];
    // Its channels are not the last axis.
    if (before?.values['dataFormat'] === 'channelsFirst') continue;
    // What it gives is penalized with its activation.
    if (!before || before.kind !== 'conv2d' || readers.get(before.id) !== 1 || activityPenalty(before.values)) continue;
    if (isItem(activation) && keepsOrder(activation)) tails.set(pool.id, before.id);
  }
  return tails;
}
