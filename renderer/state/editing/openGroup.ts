import { groupGraph } from '../../../shared/graph/groups.ts';
import { groupNodes, ungroup } from '../../../shared/graph/groupNodes.ts';
import { select, session, toast } from '../sessionStore.ts';
import { documents, openProject } from '../studio.ts';

/** The one selected block, when it is a group. */
export function selectedGroup(): string | null {
  const { open } = documents.getState();
  const { selectedNodes } = session.getState();
  const [id = ''] = selectedNodes;
  const node = open?.graph.nodes[id];
  return open && node && selectedNodes.size === 1 && groupGraph(open.document.graphs, node) ? id : null;
}

/** Opens a group of the graph that is seen; a block of another kind stays as it is. */
export function openGroup(id: string): void {
  const { document, graph, path } = openProject();
  const node = graph.nodes[id];
  if (!node || !groupGraph(document.graphs, node)) return;
  documents.enter([...path, id]);
  select([]);
}

/** Goes back until `depth` groups are open, by default one fewer, and selects the group that was left. */
export function leaveGroup(depth?: number): void {
  const { path } = openProject();
  const next = depth ?? path.length - 1;
  const left = path[next];
  documents.enter(path.slice(0, Math.max(0, next)));
  select(left === undefined ? [] : [left]);
}

/** Puts the selected blocks into a group, or says why that cannot be. */
export function groupSelection(): void {
  const { document, graph } = openProject();
  const change = groupNodes(document, graph.id, session.getState().selectedNodes);
  if ('reason' in change) {
    toast('error', `No group: ${change.reason}.`, { topic: 'group' });
    return;
  }
  documents.edit(change.edits, { label: 'Group' });
  select(change.nodes);
}

/** Puts the blocks of the selected group in its place, or says why that cannot be. */
export function ungroupSelection(): void {
  const { document, graph } = openProject();
  const change = ungroup(document, graph.id, selectedGroup() ?? '');
  if ('reason' in change) {
    toast('error', `Not ungrouped: ${change.reason}.`, { topic: 'group' });
    return;
  }
  documents.edit(change.edits, { label: 'Ungroup' });
  select(change.nodes);
}
