import { findBlock, hasBlock } from '../../../catalogue/index.ts';
import type { Graph, GraphNode, ProjectDocument } from '../../../graph/document.ts';
import { groupGraph } from '../../../graph/groups.ts';
import { nodeTitle } from '../../../graph/nodeTitle.ts';
import { GraphEdits } from '../graphEdits.ts';
import type { ModelRule } from '../rule.ts';
import { normalizeAfter } from './normalizeAfter.ts';

/** What may stand between a convolution and the block that regularizes it. */
const passed = (node: GraphNode): boolean => ['activation', 'pooling'].includes(findBlock(node.kind).group);

/** The convolution whose maps reach a block as they are, but for activation and pooling; null where there is none, or a normalization in between. */
function convolutionBefore(graph: Graph, node: GraphNode, seen: ReadonlySet<string> = new Set()): GraphNode | null {
  const into = Object.values(graph.edges).filter(({ target }) => target.node === node.id);
  const before = into.length === 1 ? graph.nodes[into[0]?.source.node ?? ''] : undefined;
  if (!before || !hasBlock(before.kind) || seen.has(before.id)) return null;
  if (findBlock(before.kind).group === 'convolution') return before;
  return passed(before) ? convolutionBefore(graph, before, new Set([...seen, before.id])) : null;
}

/** Whether a block's weights are used in two places: by another block, or because its graph stands in several. */
function isShared({ graphs }: ProjectDocument, graph: Graph, node: GraphNode): boolean {
  const places = Object.values(graphs).flatMap(({ nodes }) =>
    Object.values(nodes).filter((own) => groupGraph(graphs, own)?.id === graph.id),
  );
  return places.length > 1 || Object.values(graph.nodes).some(({ id, layerId }) => id !== node.id && layerId === node.layerId);
}

export const batchNormAfterConvolution: ModelRule = {
  kind: 'batchNormAfterConvolution',
  title: 'Dropout after a convolution',
  reason:
    'Neighbouring numbers of a feature map say much the same, so that what is dropped is known from beside it: dropout does little there but slow training down. Batch normalization regularizes a convolution better, and lets it train faster.',
  find: ({ document }) =>
    Object.values(document.graphs).flatMap((graph) =>
      Object.values(graph.nodes).flatMap((node) => {
        const convolution = node.kind === 'dropout' ? convolutionBefore(graph, node) : null;
        // Of weights that two ways share, as in the judge of a GAN, it would mix the averages of both.
        if (!convolution || isShared(document, graph, convolution)) return [];
        return [
          {
            seen: `${nodeTitle(node)} drops single numbers of the feature maps of ${nodeTitle(convolution)}.`,
            remedy: `Put a batch normalization behind ${nodeTitle(convolution)}, before its activation, in place of the dropout; or drop whole maps by SpatialDropout.`,
            at: { graph: graph.id, node: node.id },
            fix: {
              title: 'Replace by batch normalization',
              edits(project) {
                const now = project.graphs[graph.id];
                const [drop, conv] = [now?.nodes[node.id], now?.nodes[convolution.id]];
                if (drop?.kind !== 'dropout' || !conv) return null;
                const edits = new GraphEdits(project, graph.id);
                edits.bypass(drop.id);
                normalizeAfter(edits, conv);
                return edits.edits;
              },
            },
          },
        ];
      }),
    ),
};
