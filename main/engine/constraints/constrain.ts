import type { Tensor } from '@tensorflow/tfjs-core';
import type { Constraint } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';

/** What a weight is brought to. */
export type Constrain<P extends Params = Params> = (weight: Tensor, values: ValuesOf<P>) => Tensor;

/** The mathematics of `constraint`, its values typed by the declaration. */
export function defineConstrain<P extends Params>(_constraint: Constraint<P>, constrain: Constrain<P>): Constrain<P> {
  return constrain;
}
