import type { ItemValue, Values } from '../catalogue/params.ts';
import type { Problem } from '../graph/problem.ts';
import { partOf } from './phasePlans.ts';
import type { Phase, PlanHead, PlanLayer } from './trainPlan.ts';

interface Chosen {
  readonly optimizer: ItemValue;
  readonly course: NonNullable<Phase['course']>;
  /** As the training choices have them; none = one phase that trains everything. */
  readonly phases: readonly ItemValue[];
}
/** A layer or head with the phase that was chosen for it. */
export interface Assigned<T> {
  readonly part: T;
  readonly phase: string | undefined;
  /** The node whose choice it is. */
  readonly node: string;
}

/** The phases of a plan, or what is wrong with them, in words. */
export function planPhases(
  { optimizer, course, phases }: Chosen,
  layers: readonly Assigned<PlanLayer>[],
  heads: readonly Assigned<PlanHead>[],
): { readonly phases: readonly Phase[] } | { readonly problems: readonly Problem[] } {
  const training = (param: string, message: string): { problems: Problem[] } => ({
    problems: [{ severity: 'error', section: 'training', param, message }],
  });
  const trainedBy = heads.filter(({ part }) => !part.shown);
  const trainable = (own: readonly Assigned<PlanLayer>[]): string[] => [
    ...new Set(own.filter(({ part }) => part.weights.some((weight) => weight.trainable)).map(({ part }) => part.layerId)),
  ];
  const known = phases.map(({ values }) => nameOf(values));
  for (const { phase, node } of [...layers, ...heads])
    if (phase !== undefined && !known.includes(phase))
      return {
        problems: [
          {
            severity: 'error',
            node,
            message: `there is no phase "${phase}": choose another in its field Phase, or add one to the training choices`,
          },
        ],
      };
  if (phases.length === 0)
    return {
      phases: [{ name: 'train', heads: trainedBy.map(({ part }) => part.name), trained: trainable(layers), optimizer, course, repeats: 1 }],
    };
  const twice = known.find((name, at) => known.indexOf(name) !== at);
  if (twice !== undefined) return training('phases', `two phases are called "${twice}": give one another name`);
  const all = layers.map(({ part }) => part);
  const made = phases.map(({ values }, at): Phase => {
    const name = nameOf(values);
    // A head without a phase belongs to the first.
    const own = trainedBy.filter(({ phase }) => (phase ?? known[0]) === name).map(({ part }) => part);
    const reached = new Set(partOf({ heads: own, layers: all }, own).layers.map(({ id }) => id));
    const { firstEpoch, lastEpoch } = values;
    const [first, last] = [Number(firstEpoch) - 1, lastEpoch === null ? null : Number(lastEpoch) - 1];
    return {
      name: known[at] ?? name,
      heads: own.map((head) => head.name),
      trained: trainable(layers.filter(({ part, phase }) => reached.has(part.id) && (phase ?? name) === name)),
      optimizer: isChosen(values['optimizer']) ? values['optimizer'] : optimizer,
      course,
      repeats: Number(values['repeats']),
      ...(first === 0 && last === null ? {} : { epochs: [first, last] as const }),
    };
  });
  for (const { name, heads: own, trained } of made) {
    if (own.length === 0) return training('phases', `the phase "${name}" has no Output to train by: choose it in the field Phase of one`);
    if (trained.length === 0) return training('phases', `the phase "${name}" trains nothing: no block before its Outputs is trained in it`);
  }
  return { phases: made };
}

const nameOf = (values: Values): string => String(values['name']);
const isChosen = (value: Values[string] | undefined): value is ItemValue => typeof value === 'object' && value !== null && 'kind' in value;
