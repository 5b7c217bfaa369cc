import type { Graph, ProjectDocument } from './document.ts';
import type { Edit, NodeChanges } from './edits.ts';

export interface Edited {
  readonly document: ProjectDocument;
  /** Edits that take it back: `applyEdits(edited.document, edited.inverse)` equals the document before. */
  readonly inverse: readonly Edit[];
}

/**
 * Applies edits in order. Nothing is changed in place; untouched parts are shared. Throws an Error in words when one does not
 * fit, and then none has taken effect. Removing a node takes its wires with it.
 */
export function applyEdits(document: ProjectDocument, edits: readonly Edit[]): Edited {
  const inverse: Edit[] = [];
  let edited = document;
  for (const edit of edits) {
    const step = applyEdit(edited, edit);
    edited = step.document;
    inverse.unshift(...step.inverse);
  }
  return { document: edited, inverse };
}

function applyEdit(document: ProjectDocument, edit: Edit): Edited {
  switch (edit.type) {
    case 'setTraining':
      return { document: { ...document, training: edit.values }, inverse: [{ type: 'setTraining', values: document.training }] };
    case 'setData':
      return { document: { ...document, data: edit.values }, inverse: [{ type: 'setData', values: document.data }] };
    case 'setProject':
      return {
        document: { ...document, ...edit.changes },
        inverse: [{ type: 'setProject', changes: { name: document.name, notes: document.notes } }],
      };
    case 'addGraph': {
      const { content } = edit;
      if (document.graphs[content.id]) throw new Error(`a graph "${content.id}" is there already`);
      return {
        document: { ...document, graphs: { ...document.graphs, [content.id]: content } },
        inverse: [{ type: 'removeGraph', id: content.id }],
      };
    }
    case 'removeGraph': {
      const { [edit.id]: content, ...graphs } = document.graphs;
      if (!content) throw new Error(`there is no graph "${edit.id}" to remove`);
      if (edit.id === document.root) throw new Error('the graph that is the model cannot be removed');
      return { document: { ...document, graphs }, inverse: [{ type: 'addGraph', content }] };
    }
    default: {
      const graph = document.graphs[edit.graph];
      if (!graph) throw new Error(`there is no graph "${edit.graph}" in the project`);
      const step = applyToGraph(graph, edit);
      return { document: { ...document, graphs: { ...document.graphs, [graph.id]: step.graph } }, inverse: step.inverse };
    }
  }
}

type GraphEdit = Extract<Edit, { graph: string }>;

function applyToGraph(graph: Graph, edit: GraphEdit): { graph: Graph; inverse: Edit[] } {
  const own = { graph: graph.id };
  switch (edit.type) {
    case 'addNode': {
      const { node } = edit;
      if (graph.nodes[node.id]) throw new Error(`a node "${node.id}" is there already`);
      return { graph: { ...graph, nodes: { ...graph.nodes, [node.id]: node } }, inverse: [{ type: 'removeNode', ...own, id: node.id }] };
    }
    case 'removeNode': {
      const node = graph.nodes[edit.id];
      if (!node) throw new Error(`there is no node "${edit.id}" to remove`);
      const edges = Object.values(graph.edges);
      const lost = edges.filter((edge) => edge.source.node === edit.id || edge.target.node === edit.id);
      const kept =
        lost.length === 0 ? graph.edges : Object.fromEntries(edges.filter((edge) => !lost.includes(edge)).map((edge) => [edge.id, edge]));
      const { [edit.id]: _removed, ...nodes } = graph.nodes;
      return {
        graph: { ...graph, nodes, edges: kept },
        inverse: [{ type: 'addNode', ...own, node }, ...lost.map((edge): Edit => ({ type: 'addEdge', ...own, edge }))],
      };
    }
    case 'updateNode': {
      const node = graph.nodes[edit.id];
      if (!node) throw new Error(`there is no node "${edit.id}" to change`);
      const before: NodeChanges = Object.fromEntries(Object.keys(edit.changes).map((key) => [key, node[key as keyof NodeChanges]]));
      return {
        graph: { ...graph, nodes: { ...graph.nodes, [node.id]: { ...node, ...edit.changes } } },
        inverse: [{ type: 'updateNode', ...own, id: node.id, changes: before }],
      };
    }
    case 'addEdge': {
      const { edge } = edit;
      if (graph.edges[edge.id]) throw new Error(`a wire "${edge.id}" is there already`);
      for (const end of [edge.source, edge.target]) {
        if (!graph.nodes[end.node]) throw new Error(`a wire cannot end at "${end.node}": there is no such node`);
      }
      return { graph: { ...graph, edges: { ...graph.edges, [edge.id]: edge } }, inverse: [{ type: 'removeEdge', ...own, id: edge.id }] };
    }
    case 'removeEdge': {
      const edge = graph.edges[edit.id];
      if (!edge) throw new Error(`there is no wire "${edit.id}" to remove`);
      const { [edit.id]: _removed, ...edges } = graph.edges;
      return { graph: { ...graph, edges }, inverse: [{ type: 'addEdge', ...own, edge }] };
    }
  }
}
