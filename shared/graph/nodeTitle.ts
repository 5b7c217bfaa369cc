import { findBlock, hasBlock } from '../catalogue/index.ts';
import type { GraphNode } from './document.ts';

/** What a node is called in the window: its own name, else its block's title. */
export function nodeTitle(node: GraphNode): string {
  return node.name || (hasBlock(node.kind) ? findBlock(node.kind).title : node.kind);
}
