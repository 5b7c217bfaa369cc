import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Graph, ProjectDocument } from '../../shared/graph/document.ts';
import type { GraphInference } from '../../shared/graph/inferNode.ts';
import { makeConnection, messageOf, type ConnectionStatus } from './connection.ts';
import { makeDocumentStore, type DocumentState, type OpenProject } from './documentStore.ts';
import { makeFindingsStore, type FindingsState } from './findingsStore.ts';
import { makeNoticeStore, type NoticeState } from './noticeStore.ts';
import { openPort } from './openPort.ts';
import { makeProjectsStore, type ProjectsState } from './projectsStore.ts';
import { makeRunStore, type RunState } from './runStore.ts';
import { select, session, toast, type SessionState } from './sessionStore.ts';
import { makeSettingsStore, type SettingsState } from './settingsStore.ts';

/** The window's one connection and its stores. Nothing happens before `contract.start()`. */
export const contract = makeConnection(openPort);
export const documents = makeDocumentStore(contract);
export const projects = makeProjectsStore(contract);
export const runs = makeRunStore(contract);
export const settings = makeSettingsStore(contract);
export const notices = makeNoticeStore(contract);
export const findings = makeFindingsStore(contract, documents, runs);

// What an undo, the opening of a group, a deletion or another window took away is no longer selected.
documents.subscribe(({ open }, before) => {
  if (open?.graph === before.open?.graph) return;
  const { selectedNodes, selectedEdges } = session.getState();
  const graph = open?.graph;
  select(
    [...selectedNodes].filter((id) => graph?.nodes[id]),
    [...selectedEdges].filter((id) => graph?.edges[id]),
  );
});

export const useConnection = <T>(pick: (state: ConnectionStatus) => T): T => useStore(contract.status, pick);
export const useDocument = <T>(pick: (state: DocumentState) => T): T => useStore(documents, pick);
export const useProjects = <T>(pick: (state: ProjectsState) => T): T => useStore(projects, pick);
export const useRuns = <T>(pick: (state: RunState) => T): T => useStore(runs, pick);
export const useSettings = <T>(pick: (state: SettingsState) => T): T => useStore(settings, pick);
export const useFindings = <T>(pick: (state: FindingsState) => T): T => useStore(findings, pick);
export const useNotice = <T>(pick: (state: NoticeState) => T): T => useStore(notices, pick);
export const useSession = <T>(pick: (state: SessionState) => T): T => useStore(session, pick);
export { useShallow };

/** The open project, where one must be open: in everything that only shows with one. */
export function openProject(): OpenProject {
  const { open } = documents.getState();
  if (!open) throw new Error('no project is open');
  return open;
}

/** What is edited on the canvas: the graph that is seen, the project as if that were its outermost, and what is known of its blocks. */
export function seenGraph(): { readonly document: ProjectDocument; readonly graph: Graph; readonly inference: GraphInference } {
  const { document, graph, known } = openProject();
  return { document: document.root === graph.id ? document : { ...document, root: graph.id }, graph, inference: known };
}

/** Runs something that may fail and says so in a toast: `Could not <what>: <reason>`. */
export async function attempt(what: string, action: () => Promise<unknown> | unknown): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    toast('error', `Could not ${what}: ${messageOf(error)}`);
    return false;
  }
}
