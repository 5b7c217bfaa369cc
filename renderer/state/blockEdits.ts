import { findBlock, hasBlock } from '../../shared/catalogue/index.ts';
import { defaultValues } from '../../shared/catalogue/parseValues.ts';
import type { GraphNode, ProjectDocument } from '../../shared/graph/document.ts';
import { nodeTitle } from '../../shared/graph/nodeTitle.ts';
import type { BlockEdit } from '../../shared/run/runEdit.ts';

interface Difference {
  /** As the run has it. */
  readonly goesBy: BlockEdit;
  /** As the project says it. */
  readonly wanted: BlockEdit;
}

/**
 * What the blocks of a project say otherwise than those that a run was started from, with what the run has `taken` over since: only what may be
 * changed in the midst of a run.
 */
export function blockEdits(trained: ProjectDocument, taken: readonly BlockEdit[], project: ProjectDocument): readonly Difference[] {
  return Object.values(project.graphs).flatMap((graph) =>
    Object.values(graph.nodes).flatMap((node) => {
      const before = trained.graphs[graph.id]?.nodes[node.id];
      if (!before || before.kind !== node.kind) return [];
      const own = taken.find((edit) => edit.graph === graph.id && edit.node === node.id);
      const place = { graph: graph.id, node: node.id, title: nodeTitle(node) };
      const now = { ...numbers(before), ...own?.values };
      const then = numbers(node);
      const names = Object.keys(then).filter((name) => then[name] !== now[name]);
      const frozen = own?.frozen ?? before.frozen;
      if (names.length === 0 && node.frozen === frozen) return [];
      const part = (values: Readonly<Record<string, number>>, is: boolean): BlockEdit => ({
        ...place,
        ...(names.length === 0 ? {} : { values: Object.fromEntries(names.map((name) => [name, values[name] ?? 0])) }),
        ...(node.frozen === frozen ? {} : { frozen: is }),
      });
      return [{ goesBy: part(now, frozen), wanted: part(then, node.frozen) }];
    }),
  );
}

/** The numbers of a block that may be changed of a paused run. */
function numbers({ kind, values }: GraphNode): Record<string, number> {
  if (!hasBlock(kind)) return {};
  const { params } = findBlock(kind);
  const all = { ...defaultValues(params), ...values };
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, { whilePaused }]) => {
      const value = all[name];
      return whilePaused === true && typeof value === 'number' ? [[name, value] as const] : [];
    }),
  );
}
