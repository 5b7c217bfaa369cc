import { findBlock, hasBlock } from '../../../catalogue/index.ts';
import { parseValues } from '../../../catalogue/parseValues.ts';
import { toWords } from '../../../catalogue/toWords.ts';
import type { Graph, GraphNode } from '../../../graph/document.ts';
import { nodeTitle } from '../../../graph/nodeTitle.ts';
import { GraphEdits } from '../graphEdits.ts';
import type { ModelRule } from '../rule.ts';

/** Whether an input of the model reaches a block as it is, but for what has no weights: scaled, in another shape, augmented. */
function atInput(graph: Graph, node: GraphNode, seen: ReadonlySet<string> = new Set()): boolean {
  return Object.values(graph.edges)
    .filter(({ target }) => target.node === node.id)
    .some(({ source }) => {
      const before = graph.nodes[source.node];
      if (!before || !hasBlock(before.kind) || seen.has(before.id)) return false;
      if (before.kind === 'input') return true;
      const { weights, adapts } = findBlock(before.kind);
      // What is measured of the data, and not learned, changes nothing in that.
      return (weights === undefined || adapts !== undefined) && atInput(graph, before, new Set([...seen, before.id]));
    });
}

export const highDropout: ModelRule = {
  kind: 'highDropout',
  title: 'High dropout rate',
  reason:
    'From what is dropped, nothing is learned in that step. Of hidden numbers a half is the most that is usual: there the networks that are trained differ the most. What is missing of the inputs is missing everywhere: there it is a fifth (Srivastava et al. 2014).',
  find: ({ document }) =>
    Object.values(document.graphs).flatMap((graph) =>
      Object.values(graph.nodes).flatMap((node) => {
        if (!hasBlock(node.kind)) return [];
        const { params } = findBlock(node.kind);
        const { values } = parseValues(params, node.values);
        return Object.entries(params).flatMap(([param, declared]) => {
          const rate = values[param];
          if (declared.type !== 'float' || !declared.usual || typeof rate !== 'number') return [];
          const { most, atInput: ofInputs = most } = declared.usual;
          const first = ofInputs < most && rate > ofInputs && atInput(graph, node);
          const limit = first ? ofInputs : most;
          if (rate <= limit) return [];
          const words = toWords(param).toLowerCase();
          return [
            {
              seen: `The ${words} of ${nodeTitle(node)} is ${rate}${first ? ', and it is given the inputs of the model' : ''}.`,
              remedy: `Set it to ${limit} or less${first ? '' : '; where that is not enough against overfitting, a smaller layer, more data or weight decay help more'}.`,
              at: { graph: graph.id, node: node.id, param },
              fix: {
                title: `Set ${words} ${limit}`,
                edits(project) {
                  const now = project.graphs[graph.id]?.nodes[node.id];
                  if (now?.kind !== node.kind || now.values[param] !== rate) return null;
                  const edits = new GraphEdits(project, graph.id);
                  edits.setValues(now, { [param]: limit });
                  return edits.edits;
                },
              },
            },
          ];
        });
      }),
    ),
};
