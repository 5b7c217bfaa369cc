import { watchedLayers, watchedParts, watchKey } from '../../../shared/plan/watchRows.ts';
import type { PlanLayer, TrainPlan } from '../../../shared/plan/trainPlan.ts';
import type { State } from '../engine.ts';
import { gradientNorm } from './gradientNorm.ts';
import { saturation } from './saturation.ts';
import { sparsity } from './sparsity.ts';
import type { StepLook } from './stepWatch.ts';
import type { Look } from './watch.ts';
import { weightNorm } from './weightNorm.ts';

/* Each entry's values are those of its own watch: the plan holds values that its parser has checked. */
const erase = <T>(own: Readonly<Record<string, unknown>>): Readonly<Record<string, T>> => own as Readonly<Record<string, T>>;

/** The mathematics of the catalogue's watches of weights, by kind. */
export const looks = erase<Look>({ sparsity, weightNorm });
/** And of those of what happens in a step. */
export const stepLooks = erase<StepLook>({ gradientNorm, saturation });

/** What is told of the weights of each layer in this state, under the keys of `watchRows`. */
export function watchLayers(plan: TrainPlan, state: State): Readonly<Record<string, number>> {
  return Object.fromEntries(
    plan.watched.flatMap(({ kind, values }) =>
      watchedLayers(plan.layers).flatMap((layer) =>
        watchedParts(layer).flatMap((part) => {
          const found = looks[kind]?.(layer, part.copy === null ? state : copyOf(layer, part.copy, state), values) ?? null;
          return found === null ? [] : [[watchKey(kind, part), found] as const];
        }),
      ),
    ),
  );
}

/** The weights of one copy of a repeat under the keys of all of them, which hold one after another. */
const copyOf = ({ layerId, weights, repeat }: PlanLayer, copy: number, state: State): State =>
  Object.fromEntries(
    weights.flatMap(({ name }) => {
      const key = `${layerId}/${name}`;
      const all = state[key];
      if (!all) return [];
      const size = all.numbers.length / (repeat?.turns ?? 1);
      return [[key, { ...all, shape: all.shape.slice(1), numbers: all.numbers.subarray(copy * size, (copy + 1) * size) }]];
    }),
  );

/** Whether anything is watched that wants a batch to go forth and back. */
export const watchesSteps = ({ watched }: Pick<TrainPlan, 'watched'>): boolean => watched.some(({ kind }) => kind in stepLooks);
