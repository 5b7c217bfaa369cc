import type { ProjectDocument } from './document.ts';
import { graphAt } from './groups.ts';
import { nodeTitle } from './nodeTitle.ts';
import type { Problem } from './problem.ts';

/** The block on which a problem shows, with the groups around it from the outermost: `Stage › Conv2D`; null when it shows on none. */
export function problemPlace(document: ProjectDocument, { node, within = [] }: Problem): string | null {
  if (node === undefined) return null;
  const way = [...within, node].map((id, at, all) => graphAt(document, all.slice(0, at))?.nodes[id]);
  return way.some((step) => step === undefined) ? null : way.flatMap((step) => (step ? [nodeTitle(step)] : [])).join(' › ');
}
