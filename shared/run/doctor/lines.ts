import { rootGraph, type ProjectDocument } from '../../graph/document.ts';
import { groupGraph } from '../../graph/groups.ts';
import type { PlanLayer } from '../../plan/trainPlan.ts';
import type { Finding } from './finding.ts';
import type { RunCase, RunLine } from './rule.ts';

/** The points of a metric of the whole model, by epoch. */
export const epochLine = ({ lines }: RunCase, name: string, split: RunLine['split']): RunLine['points'] =>
  lines.find((line) => line.name === name && line.split === split && line.head === '' && line.unit === 'epoch')?.points ?? [];

/** What is watched in each layer, in the order in which they compute. */
export const layerLines = (
  { lines, layers }: RunCase,
  name: string,
): readonly { readonly layer: PlanLayer; readonly points: RunLine['points'] }[] =>
  layers.flatMap((layer) => {
    const line = lines.find((own) => own.name === name && own.head === layer.name && own.unit === 'epoch');
    return line && line.points.length > 0 ? [{ layer, points: line.points }] : [];
  });

/** The block that a layer of a plan came from. */
export function blockOf(document: ProjectDocument, { id }: Pick<PlanLayer, 'id'>): NonNullable<Finding['at']> {
  const path = id.split('/');
  let graph = rootGraph(document);
  for (const step of path.slice(0, -1)) {
    const node = graph.nodes[step];
    graph = (node && groupGraph(document.graphs, node)) ?? graph;
  }
  return { graph: graph.id, node: path.at(-1) ?? '' };
}
