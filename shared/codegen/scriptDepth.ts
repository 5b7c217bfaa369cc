import { plural } from '../catalogue/plural.ts';
import type { PlanLayer, TrainPlan } from '../plan/trainPlan.ts';

/** Layers that a script makes, those of each turn of a repeat by themselves. */
export const scriptDepth = (layers: readonly PlanLayer[]): number =>
  layers.reduce((sum, { repeat }) => sum + (repeat ? repeat.turns * scriptDepth(repeat.layers) : 1), 0);

/** Python goes 1,000 calls deep, and Keras some calls for each layer behind another: from here on the script asks for more. */
const deep = 150;

/** The lines that let Keras walk through so many layers; null where it can as it is. */
export function recursionLines({ layers }: TrainPlan): string | null {
  const depth = scriptDepth(layers);
  return depth <= deep ? null : `# Keras walks through its layers one within another.\nsys.setrecursionlimit(${20 * depth + 1000})\n`;
}

/** What a layer behind others costs Keras 3.15 on TensorFlow 2.21 until its first step is done, measured with 500 and 1,000 convolutions on 2 cores. */
const secondsEach = 0.06;
const bytesEach = 1.2e6;

/** What it takes Keras to make a deep repeat, in a sentence; null where that is soon done. */
export function depthNotice({ layers }: TrainPlan): string | null {
  const depth = scriptDepth(layers);
  if (depth < 300) return null;
  const minutes = Math.ceil((depth * secondsEach) / 60);
  return `Keras makes each of the ${depth.toLocaleString('en-US')} layers by itself, where the studio goes through one as often: until its first step is done it takes about ${plural(minutes, 'minute')} and ${((depth * bytesEach) / 1e9).toFixed(1)} GB besides what the training needs. Fewer turns of the repeat are soon made.`;
}
