import { rootGraph, type ProjectDocument } from './document.ts';
import type { Edit } from './edits.ts';

/** Edits that give a project the model, training and data choices of another version of it. Name and notes stay. */
export function replaceModel(document: ProjectDocument, wanted: ProjectDocument): readonly Edit[] {
  const now = rootGraph(document);
  const then = rootGraph(wanted);
  const graph = document.root;
  return [
    ...Object.keys(now.nodes).map((id): Edit => ({ type: 'removeNode', graph, id })),
    ...Object.values(then.nodes).map((node): Edit => ({ type: 'addNode', graph, node })),
    ...Object.values(then.edges).map((edge): Edit => ({ type: 'addEdge', graph, edge })),
    { type: 'setTraining', values: wanted.training },
    { type: 'setData', values: wanted.data },
  ];
}
