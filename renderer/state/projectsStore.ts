import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ProjectRow, TemplateRow } from '../../shared/ipc/rows.ts';
import type { Connection } from './connection.ts';
import { findDraft } from './drafts.ts';

export interface ProjectsState {
  /** Newest change first. */
  readonly projects: readonly ProjectRow[];
  readonly templates: readonly TemplateRow[];
  /** False until the lists have come for the first time. */
  readonly loaded: boolean;
}
export type ProjectsStore = StoreApi<ProjectsState>;

/** Newest first, without those that were only looked at; unless this browser has edits of one that were not saved. */
const listed = (rows: readonly ProjectRow[]): readonly ProjectRow[] =>
  rows.filter(({ id, looked }) => !looked || findDraft(id) !== null).toSorted((a, b) => b.changed - a.changed);

/** The projects kept here and the templates on offer. */
export function makeProjectsStore(contract: Pick<Connection, 'call' | 'on' | 'onOpen'>): ProjectsStore {
  const store = createStore<ProjectsState>()(() => ({ projects: [], templates: [], loaded: false }));
  contract.on('projectSaved', (row) =>
    store.setState(({ projects }) => ({ projects: listed([row, ...projects.filter((project) => project.id !== row.id)]) })),
  );
  contract.on('projectDeleted', ({ project }) =>
    store.setState(({ projects }) => ({ projects: projects.filter((row) => row.id !== project) })),
  );
  contract.onOpen(() => {
    Promise.all([contract.call('listProjects', {}), contract.call('listTemplates', {})]).then(
      ([projects, templates]) => store.setState({ projects: listed(projects), templates, loaded: true }),
      () => undefined,
    );
  });
  return store;
}
