import type { Watch } from '../../../shared/catalogue/otherItems.ts';
import type { Params, ValuesOf } from '../../../shared/catalogue/params.ts';
import type { PlanLayer } from '../../../shared/plan/trainPlan.ts';
import type { State } from '../engine.ts';

/** One number of a layer from the state of the model; null where the layer has nothing that could be looked at. */
export type Look<P extends Params = Params> = (layer: PlanLayer, state: State, values: ValuesOf<P>) => number | null;

/** The mathematics of `watch`, its values typed by the declaration. */
export function defineLook<P extends Params>(_watch: Watch<P>, look: Look<P>): Look<P> {
  return look;
}
