import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { ItemValue } from '../../../shared/catalogue/params.ts';
import { l1 } from './l1.ts';
import { l1l2 } from './l1l2.ts';
import { l2 } from './l2.ts';
import { orthogonal } from './orthogonal.ts';
import type { Regularize } from './regularize.ts';

/* Each entry's values are those of its own regularizer: the plan holds values that its parser has checked. */
const erase = (own: Readonly<Record<string, unknown>>): Readonly<Record<string, Regularize>> => own as Readonly<Record<string, Regularize>>;

/** The mathematics of every regularizer of the catalogue, by kind. */
export const regularizeFunctions = erase({ l1, l2, l1l2, orthogonal });

/** What the loss pays for `x` under a regularizer of the catalogue. */
export function regularize(x: Tensor, { kind, values }: ItemValue): Scalar {
  const own = regularizeFunctions[kind];
  if (!own) throw new Error(`the regularizer "${kind}" has no mathematics`);
  return own(x, values);
}
