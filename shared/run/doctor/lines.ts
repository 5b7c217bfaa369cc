import type { ProjectDocument } from '../../graph/document.ts';
import { placeOf } from '../../plan/startableLayers.ts';
import { watchedParts } from '../../plan/watchRows.ts';
import type { PlanLayer } from '../../plan/trainPlan.ts';
import type { Finding } from './finding.ts';
import type { RunCase, RunLine } from './rule.ts';

/** The points of a metric of the whole model, by epoch or by batch. */
export const epochLine = ({ lines }: RunCase, name: string, split: RunLine['split'], unit: RunLine['unit'] = 'epoch'): RunLine['points'] =>
  lines.find((line) => line.name === name && line.split === split && line.head === '' && line.unit === unit)?.points ?? [];

/** The loss of the first batch, or else of the first epoch; null before there is one. */
export const firstLoss = (run: RunCase): number | null =>
  (epochLine(run, 'loss', 'train', 'batch')[0] ?? epochLine(run, 'loss', 'train')[0])?.[2] ?? null;

/** What is watched in each layer, in the order in which they compute. */
export const layerLines = (
  { lines, layers }: RunCase,
  name: string,
): readonly { readonly layer: PlanLayer; readonly points: RunLine['points'] }[] =>
  layers.flatMap((layer) => {
    const line = lines.find((own) => own.name === name && own.head === layer.name && own.unit === 'epoch');
    return line && line.points.length > 0 ? [{ layer, points: line.points }] : [];
  });

/** The same, but of a repeat its first and its last copy, each by its name, where a run tells them. */
export const partLines = (
  run: RunCase,
  name: string,
): readonly { readonly layer: PlanLayer; readonly name: string; readonly points: RunLine['points'] }[] =>
  run.layers.flatMap((layer) => {
    const found = watchedParts(layer).flatMap((part) => {
      const line = run.lines.find((own) => own.name === name && own.head === part.name && own.unit === 'epoch');
      return line && line.points.length > 0 ? [{ layer, name: part.name, copy: part.copy, points: line.points }] : [];
    });
    const copies = found.filter(({ copy }) => copy !== null);
    return copies.length > 0 ? copies : found;
  });

/** The block that a layer of a plan came from. */
export const blockOf = (document: ProjectDocument, { id }: Pick<PlanLayer, 'id'>): NonNullable<Finding['at']> => placeOf(document, id);
