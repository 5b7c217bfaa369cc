import type { SurfaceRow } from '../../shared/ipc/rows.ts';
import { planeOf } from '../../shared/plan/planeOf.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LiveModel } from '../engine/engine.ts';
import type { Plane } from './openPlane.ts';
import { rounded, saidClasses } from './saidClasses.ts';

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
    const chosen = saidClasses(head, tensor.numbers, width);
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
