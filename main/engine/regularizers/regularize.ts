import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Regularizer } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';

/** What the loss pays for a tensor. */
export type Regularize<P extends Params = Params> = (x: Tensor, values: ValuesOf<P>) => Scalar;

/** The mathematics of `regularizer`, its values typed by the declaration. */
export function defineRegularize<P extends Params>(_regularizer: Regularizer<P>, regularize: Regularize<P>): Regularize<P> {
  return regularize;
}
