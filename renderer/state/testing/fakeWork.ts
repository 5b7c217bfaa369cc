import type { ProjectDocument } from '../../../shared/graph/document.ts';
import { commands } from '../../../shared/ipc/commands.ts';
import type { AnyEvent } from '../../../shared/ipc/messages.ts';
import { ContractError, type Port } from '../../../shared/ipc/port.ts';
import { portPair } from '../../../shared/ipc/portPair.ts';
import type { ProjectRecord } from '../../../shared/ipc/rows.ts';
import { makeServer, type Handlers } from '../../../shared/ipc/server.ts';

const refuse = (): never => {
  throw new ContractError('unavailable', 'not part of this test');
};

/** The work's side of the contract for tests of the stores: projects with revisions in memory, behind the real server. */
export function fakeWork(given: Partial<Handlers> = {}) {
  const projects = new Map<string, ProjectRecord>();
  const listeners = new Set<(event: AnyEvent) => void>();
  const ports = new Set<Port>();
  let reachable = true;
  let saves = 0;

  const emit = (event: AnyEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const record = (id: string): ProjectRecord => {
    const found = projects.get(id);
    if (!found) throw new ContractError('notFound', 'There is no such project.');
    return found;
  };
  /** A save by someone, who must know the newest revision. */
  const save = (document: ProjectDocument, baseRevision: number): ProjectRecord['project'] => {
    if (work.failure !== null) throw new ContractError('failed', work.failure);
    const before = projects.get(document.id);
    if (before && before.project.revision !== baseRevision) throw new ContractError('conflict', 'The project was saved elsewhere.');
    saves += 1;
    const project = {
      id: document.id,
      name: document.name,
      created: 1,
      changed: saves,
      revision: baseRevision + 1,
      runs: 0,
      looked: false,
    };
    projects.set(document.id, { project, document });
    emit({ name: 'projectSaved', data: project });
    return project;
  };
  const handlers = {
    ...Object.fromEntries(Object.keys(commands).map((name) => [name, refuse])),
    openProject: ({ project }) => record(project),
    saveProject: ({ document, baseRevision }) => save(document, baseRevision),
    ...given,
  } as Handlers;

  const work = {
    /** Set to make saves fail. */
    failure: null as string | null,
    saves: () => saves,
    emit,
    record,
    save,
    /** Ends all connections and refuses new ones until `comeBack`. */
    goAway(): void {
      reachable = false;
      for (const port of ports) port.close();
      ports.clear();
    },
    comeBack(): void {
      reachable = true;
    },
    open(): Promise<Port> {
      if (!reachable) return Promise.reject(new ContractError('closed', 'not there'));
      const [face, own] = portPair();
      ports.add(own);
      makeServer(own, handlers, (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      });
      return Promise.resolve(face);
    },
  };
  return work;
}
