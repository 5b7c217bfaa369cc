import type { Tensor } from '@tensorflow/tfjs-core';
import type { Watch } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { Given } from '../lower/lowering.ts';
import type { Ops } from '../ops/ops.ts';

/** A layer while a batch goes forth and back through the model. */
export interface LayerStep {
  /** The loss's gradients by those of its weights that are trained. */
  readonly gradients: readonly Tensor[];
  /** What its activation is given, batch axis first; none where it has none. */
  readonly given: readonly Given[];
  readonly ops: Ops;
}

/** One number of a layer as a scalar; null where the layer has nothing that could be looked at. Called in a `tidy`. */
export type StepLook<P extends Params = Params> = (step: LayerStep, values: ValuesOf<P>) => Tensor | null;

/** The mathematics of `watch`, its values typed by the declaration. */
export function defineStepLook<P extends Params>(_watch: Watch<P>, look: StepLook<P>): StepLook<P> {
  return look;
}
