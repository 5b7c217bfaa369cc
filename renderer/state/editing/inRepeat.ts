import { graphAt, groupTurns } from '../../../shared/graph/groups.ts';
import type { OpenProject } from '../documentStore.ts';

/** Whether what is seen stands in the model as several copies: one of the groups on the way to it repeats. */
export const inRepeat = ({ document, path }: Pick<OpenProject, 'document' | 'path'>): boolean =>
  path.some((id, at) => {
    const group = graphAt(document, path.slice(0, at))?.nodes[id];
    return group !== undefined && groupTurns(group) > 1;
  });
