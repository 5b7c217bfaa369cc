import { findBlock } from '../catalogue/index.ts';
import { parseValues } from '../catalogue/parseValues.ts';
import type { GraphNode } from './document.ts';
import { newId } from './newId.ts';
import { toJson } from './toJson.ts';

export interface NodeOptions {
  readonly id?: string;
  readonly name?: string;
  readonly position?: { readonly x: number; readonly y: number };
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A node of a kind with the block's defaults. Throws when the kind is unknown or a value does not fit. */
export function createNode(kind: string, options: NodeOptions = {}): GraphNode {
  const block = findBlock(kind);
  const { values, problems } = parseValues(block.params, options.values ?? {});
  const [first] = problems;
  if (first) throw new Error(`${block.title}, ${first.param}: ${first.message}`);
  const id = options.id ?? newId(kind);
  return {
    id,
    kind,
    name: options.name ?? '',
    layerId: id,
    position: { x: options.position?.x ?? 0, y: options.position?.y ?? 0 },
    version: block.version,
    values: toJson(values),
    frozen: false,
    note: '',
  };
}
