import { chosenDataset } from '../catalogue/chosenDataset.ts';
import { hasColumn } from './hasColumn.ts';
import type { PlanHead, PlanInput, TrainPlan } from './trainPlan.ts';

/** The two numbers that a model is fed, as a plane over which its heads can be drawn. */
export interface PlanPlane {
  readonly input: PlanInput & { readonly column: string };
  /** What x and y are called. */
  readonly axes: readonly [x: string, y: string];
  /** Heads of one row of numbers that follow from the plane alone. */
  readonly heads: readonly PlanHead[];
}

/** The plane of a plan whose one Input from the data is two numbers; null where there is none, or no head follows from it alone. */
export function planeOf(plan: TrainPlan): PlanPlane | null {
  const [input, another] = plan.inputs.filter(hasColumn);
  if (!input || another || input.spec.shape.length !== 1 || input.spec.shape[0] !== 2) return null;
  const column = chosenDataset(plan.data.dataset).columns.find(({ name }) => name === input.column);
  // Between signs of a list there is nothing.
  if (column?.type !== 'number' || column.tokens) return null;
  const heads = plan.heads.filter(({ source, spec: { shape } }) => {
    const from = inputsOf(plan, source.layer);
    return shape.length === 1 && shape[0] !== null && from.size === 1 && from.has(input.id);
  });
  const [x = `${input.column} 1`, y = `${input.column} 2`] = column.parts ?? [];
  return heads.length > 0 ? { input, axes: [x, y], heads } : null;
}

/** Ids of the Inputs from which a layer's outputs, or an Input's own, follow. */
function inputsOf(plan: TrainPlan, layer: string): ReadonlySet<string> {
  const wanted = new Set([layer]);
  for (const { id, inputs } of plan.layers.toReversed()) {
    if (wanted.has(id)) for (const { layer: before } of Object.values(inputs).flat()) wanted.add(before);
  }
  return new Set(plan.inputs.flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
}
