import { isItem } from '../../../catalogue/params.ts';
import { parseValues } from '../../../catalogue/parseValues.ts';
import { findBlock } from '../../../catalogue/index.ts';
import type { GraphNode } from '../../../graph/document.ts';
import { toJson } from '../../../graph/toJson.ts';
import type { GraphEdits } from '../graphEdits.ts';

/** The activation of a block that is not linear, as a value of its field; null where there is none. */
export function bentBy(node: GraphNode): { readonly kind: string; readonly values: GraphNode['values'] } | null {
  const activation = parseValues(findBlock(node.kind).params, node.values).values['activation'];
  return isItem(activation) && activation.kind !== 'linear' ? { kind: activation.kind, values: toJson(activation.values) } : null;
}

/** Puts a batch normalization with these values behind a block, and the block's activation behind that. */
export function normalizeAfter(edits: GraphEdits, node: GraphNode, values: GraphNode['values'] = {}): void {
  const activation = bentBy(node);
  if (activation && node.kind !== 'activation') edits.setValues(node, { activation: { kind: 'linear', values: {} } });
  edits.insertAfter(node.id, [['batchNormalization', values], ...(activation ? ([['activation', { activation }]] as const) : [])]);
}
