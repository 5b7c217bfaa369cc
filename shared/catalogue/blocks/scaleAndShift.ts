import type { WeightSpec } from '../block.ts';
import { bool, float, type Values } from '../params.ts';
import { biasWeight, scaleWeight, weightParams } from '../weights.ts';

/** Fields of a normalization that scales and shifts by learned numbers, as Keras has them. */
export const scaleAndShift = {
  epsilon: float({ default: 0.001, min: 0, help: 'Keeps the division away from 0.' }),
  center: bool({ default: true, help: 'Learns a shift (beta).' }),
  scale: bool({ default: true, help: 'Learns a scale (gamma).' }),
  ...weightParams({ beta: ['zeros', 'the shifts'], gamma: ['ones', 'the scales'] }),
};

/** Gamma and beta of this shape, where they are learned. */
export const scaleAndShiftWeights = (
  shape: readonly number[],
  values: Values & { readonly center: boolean; readonly scale: boolean },
): readonly WeightSpec[] => [
  ...(values.scale ? [scaleWeight('gamma', shape, values)] : []),
  ...(values.center ? [biasWeight('beta', shape, values)] : []),
];
