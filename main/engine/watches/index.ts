import { watchKey } from '../../../shared/plan/watchRows.ts';
import type { TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { State } from '../engine.ts';
import { sparsity } from './sparsity.ts';
import type { Look } from './watch.ts';

/* Each entry's values are those of its own watch: the plan holds values that its parser has checked. */
const erase = (own: Readonly<Record<string, unknown>>): Readonly<Record<string, Look>> => own as Readonly<Record<string, Look>>;

/** The mathematics of every watch of the catalogue, by kind. */
export const looks = erase({ sparsity });

/** What is told of each layer in this state, under the keys of `watchRows`. */
export function watchLayers(plan: TrainPlan, state: State): Readonly<Record<string, number>> {
  return Object.fromEntries(
    plan.watched.flatMap(({ kind, values }) =>
      plan.layers.flatMap((layer) => {
        const found = looks[kind]?.(layer, state, values) ?? null;
        return found === null ? [] : [[watchKey(kind, layer), found] as const];
      }),
    ),
  );
}
