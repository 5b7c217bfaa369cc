import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { planeOf } from '../../shared/plan/planeOf.ts';
import type { PlanHead, TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LiveModel, TensorData } from '../engine/engine.ts';
import type { Plane } from './openPlane.ts';

/** As many surfaces are shown of one model. */
const most = 4;

/** What the heads of a model give over its plane now. The model is left as it is. */
export async function takeSurfaces(plan: TrainPlan, model: Pick<LiveModel, 'predict'>, plane: Plane): Promise<SurfaceRow[]> {
  const found = planeOf(plan);
  if (!found) return [];
  const given = await model.predict(plane.rows);
  const { side, points } = plane;
  const [x, y] = found.axes;
  const common = { x: { title: x, ...plane.x }, y: { title: y, ...plane.y }, side, points: [...points] };
  const surfaces = found.heads.flatMap((head): SurfaceRow[] => {
    const tensor = given[head.name];
    if (!tensor) return [];
    const own = head.column === null ? undefined : plane.targets[head.column];
    const named = { ...common, head: head.name };
    const width = tensor.shape.at(-1) ?? 1;
    const chosen = chosenClasses(head, tensor.numbers, width);
    if (chosen) return [{ ...named, ...chosen, unit: null, targets: own ? [...own] : null }];
    return Array.from({ length: width }, (_, unit): SurfaceRow => ({
      ...named,
      unit: width > 1 ? unit : null,
      classes: null,
      values: Array.from({ length: side * side }, (_cell, at) => rounded(tensor.numbers[at * width + unit])),
      shares: null,
      targets: own && width === 1 ? [...own] : null,
    }));
  });
  return surfaces.slice(0, most);
}

const rounded = (value = 0): number => (Number.isFinite(value) ? Number(value.toPrecision(7)) : 0);

/**
 * The class that each row of outputs says, as the accuracy counts it, and how probable; null where the head says no classes.
 */
function chosenClasses(
  { classes }: PlanHead,
  numbers: TensorData['numbers'],
  width: number,
): Pick<SurfaceRow, 'classes' | 'values' | 'shares'> | null {
  if (!classes || (width !== classes.length && !(width === 1 && classes.length === 2))) return null;
  const count = numbers.length / width;
  const values: number[] = [];
  const shares: number[] = [];
  let areShares = true;
  for (let row = 0; row < count; row++) {
    const own = numbers.subarray(row * width, (row + 1) * width);
    const [only = 0] = own;
    const all = width === 1 ? [1 - only, only] : [...own];
    const best = width === 1 ? Number(only > 0.5) : all.indexOf(Math.max(...all));
    areShares &&= all.every((share) => share >= 0 && share <= 1) && Math.abs(all.reduce((a, b) => a + b, 0) - 1) < 1e-3;
    values.push(Math.max(0, best));
    shares.push(rounded(all[best]));
  }
  return { classes: [...classes], values, shares: areShares ? shares : null };
}
