import type { Tensor } from '@tensorflow/tfjs-core';
import type { Watch } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';
import type { Ops } from '../ops/ops.ts';

/** A layer while a batch goes forth and back through the model. */
export interface LayerStep {
  readonly layer: PlanLayer;
  /** The loss's gradients by those of its weights that are trained. */
  readonly gradients: readonly Tensor[];
  /** What its activation is given, batch axis first; null where it has none that stands last. */
  readonly given: Tensor | null;
  readonly ops: Ops;
  /** A weight of the layer, by its name. */
  readonly weight: (name: string) => Tensor;
}

/** One number of a layer as a scalar; null where the layer has nothing that could be looked at. Called in a `tidy`. */
export type StepLook<P extends Params = Params> = (step: LayerStep, values: ValuesOf<P>) => Tensor | null;

/** The mathematics of `watch`, its values typed by the declaration. */
export function defineStepLook<P extends Params>(_watch: Watch<P>, look: StepLook<P>): StepLook<P> {
  return look;
}
