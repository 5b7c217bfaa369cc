import { createStore } from 'zustand/vanilla';
import { gradientNorm } from '../../shared/catalogue/watches/gradientNorm.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { placeOf } from '../../shared/plan/startableLayers.ts';
import type { RunSeries } from './runStore.ts';

/** How the gradient norm of each block went in the run that is looked at. */
export interface LayerCourses {
  /** Norms epoch by epoch, by `graph/node`. */
  readonly of: Readonly<Record<string, readonly number[]>>;
  /** The smallest and the largest of all blocks, above 0: side by side they are told by one scale. */
  readonly range: readonly [low: number, high: number];
}

const none: LayerCourses = { of: {}, range: [1, 1] };
/** What is drawn on the blocks of the canvas now. */
export const layerCourses = createStore<LayerCourses>()(() => none);

/** The courses of a run that was made from `trained`. A block that stands for several layers has that of the first. */
export function coursesOf(trained: ProjectDocument, series: readonly RunSeries[]): LayerCourses {
  const lines = series.filter(({ row, buffer }) => row.name === gradientNorm.kind && row.unit === 'epoch' && buffer.length > 0);
  const built = lines.length === 0 ? null : buildPlan(trained);
  if (!built || 'problems' in built) return none;
  const of: Record<string, readonly number[]> = {};
  for (const { id, name } of built.plan.layers) {
    const buffer = lines.find(({ row }) => row.head === name)?.buffer;
    const { graph, node } = placeOf(trained, id);
    const key = `${graph}/${node}`;
    if (buffer && !(key in of)) of[key] = Array.from({ length: buffer.length }, (_, at) => buffer.values[at] ?? 0);
  }
  const norms = Object.values(of)
    .flat()
    .filter((norm) => norm > 0 && Number.isFinite(norm));
  return { of, range: norms.length === 0 ? [1, 1] : [norms.reduce((a, b) => Math.min(a, b)), norms.reduce((a, b) => Math.max(a, b))] };
}
