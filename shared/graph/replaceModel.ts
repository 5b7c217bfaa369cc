import type { Graph, ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';

/** Edits that give a project the model, training and data choices of another version of it. Name and notes stay. */
export function replaceModel(document: ProjectDocument, wanted: ProjectDocument): readonly Edit[] {
  const inner = ({ graphs, root }: ProjectDocument): readonly Graph[] => Object.values(graphs).filter(({ id }) => id !== root);
  const graph = document.root;
  const now = document.graphs[graph];
  const then = wanted.graphs[wanted.root];
  return [
    ...Object.keys(now?.nodes ?? {}).map((id): Edit => ({ type: 'removeNode', graph, id })),
    ...inner(document).map(({ id }): Edit => ({ type: 'removeGraph', id })),
    ...inner(wanted).map((content): Edit => ({ type: 'addGraph', content })),
    ...Object.values(then?.nodes ?? {}).map((node): Edit => ({ type: 'addNode', graph, node })),
    ...Object.values(then?.edges ?? {}).map((edge): Edit => ({ type: 'addEdge', graph, edge })),
    { type: 'setTraining', values: wanted.training },
    { type: 'setData', values: wanted.data },
  ];
}
