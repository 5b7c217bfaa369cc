import { hasBlock } from '../../../catalogue/index.ts';
import { nodeTitle } from '../../../graph/nodeTitle.ts';
import { GraphEdits } from '../graphEdits.ts';
import type { ModelRule } from '../rule.ts';
import { bentBy, normalizeAfter } from './normalizeAfter.ts';

export const batchNormBeforeActivation: ModelRule = {
  kind: 'batchNormBeforeActivation',
  title: 'Batch normalization behind the activation',
  reason:
    'Batch normalization is meant for what an activation is given: centred around 0, it meets the part of the curve that bends. Behind a ReLU it centres numbers of which half are 0 already (arXiv 1502.03167).',
  find: ({ document }) =>
    Object.values(document.graphs).flatMap((graph) =>
      Object.values(graph.nodes).flatMap((node) => {
        if (node.kind !== 'batchNormalization') return [];
        const into = Object.values(graph.edges).find(({ target }) => target.node === node.id);
        const before = into && graph.nodes[into.source.node];
        const activation = before && hasBlock(before.kind) ? bentBy(before) : null;
        // Others read what it gives, too: moved, they would be given something else.
        const readers = before ? Object.values(graph.edges).filter(({ source }) => source.node === before.id) : [];
        if (!before || !activation) return [];
        return [
          {
            seen: `${nodeTitle(node)} normalizes what comes out of the ${activation.kind} of ${nodeTitle(before)}.`,
            remedy:
              before.kind === 'activation'
                ? 'Let both change places: first the normalization, then the activation.'
                : `Set the activation of ${nodeTitle(before)} to linear, and put it as a block of its own behind the normalization.`,
            at: { graph: graph.id, node: node.id },
            ...(readers.length === 1 && {
              fix: {
                title: 'Normalize before the activation',
                edits(project) {
                  const now = project.graphs[graph.id];
                  const [norm, source] = [now?.nodes[node.id], now?.nodes[before.id]];
                  if (norm?.kind !== 'batchNormalization' || !source || !bentBy(source)) return null;
                  const edits = new GraphEdits(project, graph.id);
                  if (source.kind === 'activation') {
                    edits.bypass(source.id);
                    edits.insertAfter(norm.id, [['activation', source.values]]);
                  } else {
                    edits.bypass(norm.id);
                    normalizeAfter(edits, source, norm.values);
                  }
                  return edits.edits;
                },
              },
            }),
          },
        ];
      }),
    ),
};
