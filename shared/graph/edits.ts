import type { Edge, Graph, GraphNode, ProjectDocument } from './document.ts';

/** One change of a document, as data. `applyEdits` gives each its inverse. */
export type Edit =
  | { readonly type: 'addNode'; readonly graph: string; readonly node: GraphNode }
  | { readonly type: 'removeNode'; readonly graph: string; readonly id: string }
  | { readonly type: 'updateNode'; readonly graph: string; readonly id: string; readonly changes: NodeChanges }
  | { readonly type: 'addEdge'; readonly graph: string; readonly edge: Edge }
  | { readonly type: 'removeEdge'; readonly graph: string; readonly id: string }
  | { readonly type: 'addGraph'; readonly content: Graph }
  | { readonly type: 'removeGraph'; readonly id: string }
  | { readonly type: 'setTraining'; readonly values: ProjectDocument['training'] }
  | { readonly type: 'setData'; readonly values: ProjectDocument['data'] }
  | { readonly type: 'setProject'; readonly changes: Partial<Pick<ProjectDocument, 'name' | 'notes'>> };
/** Fields of a node that an edit replaces; `values` is given whole. */
export type NodeChanges = Partial<
  Pick<GraphNode, 'name' | 'position' | 'values' | 'note' | 'frozen' | 'layerId' | 'kind' | 'initialFrom' | 'phase'>
>;
