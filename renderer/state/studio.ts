import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { rootGraph } from '../../shared/graph/document.ts';
import { makeConnection, messageOf, type ConnectionStatus } from './connection.ts';
import { makeDocumentStore, type DocumentState, type OpenProject } from './documentStore.ts';
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

// What an undo, a deletion or another window took away is no longer selected.
documents.subscribe(({ open }, before) => {
  if (open?.document === before.open?.document) return;
  const { selectedNodes, selectedEdges } = session.getState();
  const graph = open && rootGraph(open.document);
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
export const useNotice = <T>(pick: (state: NoticeState) => T): T => useStore(notices, pick);
export const useSession = <T>(pick: (state: SessionState) => T): T => useStore(session, pick);
export { useShallow };

/** The open project, where one must be open: in everything that only shows with one. */
export function openProject(): OpenProject {
  const { open } = documents.getState();
  if (!open) throw new Error('no project is open');
  return open;
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
