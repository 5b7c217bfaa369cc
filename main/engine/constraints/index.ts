import type { Tensor } from '@tensorflow/tfjs-core';
import { numbersOf, type ItemValue } from '../../../shared/catalogue/params.ts';
import type { Constrain } from './constrain.ts';
import { maxNorm } from './maxNorm.ts';
import { minMaxNorm } from './minMaxNorm.ts';
import { nonNegative } from './nonNegative.ts';
import { unitNorm } from './unitNorm.ts';

/* Each entry's values are those of its own constraint: the plan holds values that its parser has checked. */
const erase = (own: Readonly<Record<string, unknown>>): Readonly<Record<string, Constrain>> => own as Readonly<Record<string, Constrain>>;

/** The mathematics of every constraint of the catalogue, by kind. */
export const constrainFunctions = erase({ maxNorm, minMaxNorm, nonNegative, unitNorm });

/** What a weight is brought to under a constraint of the catalogue; each turn's of a `stacked` one for itself. */
export function constrain(weight: Tensor, { kind, values }: ItemValue, stacked = false): Tensor {
  const own = constrainFunctions[kind];
  if (!own) throw new Error(`the constraint "${kind}" has no mathematics`);
  const { axis } = values;
  // The turns are a first axis before those that the constraint counts.
  const shifted = stacked && Array.isArray(axis) ? { ...values, axis: numbersOf(axis).map((at) => (at < 0 ? at : at + 1)) } : values;
  return own(weight, shifted);
}
