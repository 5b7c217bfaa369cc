import type { WeightSpec } from '../catalogue/block.ts';

/** A weight of a block that a repeat has `turns` times: all of them one after another on a first axis. */
export const stackWeight = (weight: WeightSpec, turns: number): WeightSpec => ({
  ...weight,
  shape: [turns, ...weight.shape],
  stacked: turns,
});
