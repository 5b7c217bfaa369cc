import { findActivation, findBlock, hasBlock } from '../../../catalogue/index.ts';
import { isItem } from '../../../catalogue/params.ts';
import type { PlanLayer } from '../../../plan/trainPlan.ts';
import type { ProjectDocument } from '../../../graph/document.ts';
import type { Edit } from '../../../graph/edits.ts';
import { blockOf } from '../lines.ts';

/** Activations that are flat on both ends. */
const flat = ['sigmoid', 'tanh', 'hardSigmoid', 'hardTanh', 'softsign'];

/** The activation of a layer; null where it has none. */
export const activationOf = ({ values }: PlanLayer): string | null => {
  const { activation } = values;
  return isItem(activation) ? activation.kind : null;
};
/** Whether a layer's activation is flat on both ends and makes the state of a sequence: it is to be bounded, and no other is taken. */
export const boundsState = (layer: PlanLayer): boolean =>
  flat.includes(activationOf(layer) ?? '') && hasBlock(layer.kind) && findBlock(layer.kind).activationInside === true;
/** Whether a layer's activation can saturate on both sides, and may be another: gates and heads are what they are. */
export const mayBend = (layer: PlanLayer, last: boolean): boolean =>
  !last && flat.includes(activationOf(layer) ?? '') && hasBlock(layer.kind) && findBlock(layer.kind).activationInside !== true;

/** Edits that give these layers another activation; null where none of them has what it had. */
export function bendBy(
  project: ProjectDocument,
  document: ProjectDocument,
  layers: readonly PlanLayer[],
  kind: string,
): readonly Edit[] | null {
  const activation = { kind: findActivation(kind).kind, values: {} };
  const edits = layers.flatMap((layer): Edit[] => {
    const { graph, node: id } = blockOf(document, layer);
    const node = project.graphs[graph]?.nodes[id];
    const now = node?.values['activation'];
    const same = typeof now === 'object' && now !== null && 'kind' in now && now.kind === activationOf(layer);
    return node && same ? [{ type: 'updateNode', graph, id, changes: { values: { ...node.values, activation } } }] : [];
  });
  return edits.length === 0 ? null : edits;
}
