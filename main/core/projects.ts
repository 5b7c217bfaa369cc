import { createDocument } from '../../shared/graph/createDocument.ts';
import { describeChange } from '../../shared/graph/describeChange.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { newId } from '../../shared/graph/newId.ts';
import { checkDocument } from '../../shared/graph/parseDocument.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { ProjectRecord, ProjectRow, RevisionPage } from '../../shared/ipc/rows.ts';
import { templates } from '../../shared/templates/index.ts';
import type { Store } from '../store/openStore.ts';
import type { Bus } from './bus.ts';

/** Milliseconds that a project is kept which was only looked at. */
const looksKept = 30 * 24 * 3600 * 1000;

export type Projects = ReturnType<typeof makeProjects>;

/** Projects and their history. Every change is on the disk when a function returns. */
export function makeProjects(store: Store, bus: Bus, now: () => number) {
  const find = (id: string): ProjectRow => {
    const project = store.projects.find(id);
    if (!project) throw new ContractError('notFound', `There is no project "${id}": it may have been deleted.`);
    return project;
  };
  const newest = (project: ProjectRow): ProjectDocument => {
    const document = store.revisions.find(project.id, project.revision);
    if (!document)
      throw new ContractError('failed', `Revision ${project.revision} of the project "${project.name}" is missing in the store.`);
    return document;
  };
  const putRevision = (document: ProjectDocument, number: number): void => {
    store.revisions.insert(document.id, number, now(), document);
    store.projects.update(document.id, { name: document.name, changed: now(), revision: number });
    store.revisions.thin(document.id, number);
  };
  const add = (document: ProjectDocument, looked = false): ProjectRecord => {
    store.write(() => {
      store.projects.insert(document.id, document.name, now(), looked);
      putRevision(document, 1);
    });
    const project = find(document.id);
    bus.emit({ name: 'projectSaved', data: project });
    return { project, document };
  };

  return {
    list: (): ProjectRow[] => store.projects.list(),
    find,
    newest,
    open(id: string): ProjectRecord {
      const project = find(id);
      return { project, document: newest(project) };
    },
    /** The kept versions older than `before`, newest first, each with what it changed. */
    revisions(id: string, limit: number, before = Number.MAX_SAFE_INTEGER): RevisionPage {
      find(id);
      // One more than is asked: each is told by what lies between it and the one before it.
      const kept = store.revisions.page(id, before, limit + 1);
      const revisions = kept.slice(0, limit).map(({ number, created, document }, at) => {
        const older = kept[at + 1];
        return { number, created, label: older ? describeChange(older.document, document) : 'Made the project' };
      });
      return { revisions, more: kept.length > limit };
    },
    revision(id: string, number: number): ProjectDocument {
      const { name } = find(id);
      const document = store.revisions.find(id, number);
      if (!document) throw new ContractError('notFound', `Revision ${number} of the project "${name}" is no longer kept.`);
      return document;
    },
    /** A document whose id is taken becomes a copy with an id of its own. */
    create(source: {
      template?: string | undefined;
      document?: ProjectDocument | undefined;
      name?: string | undefined;
      look?: boolean | undefined;
    }): ProjectRecord {
      const document = source.document ? whole(source.document) : fresh(source.template);
      const id = store.projects.find(document.id) ? newId('project') : document.id;
      return add({ ...document, id, name: source.name ?? document.name }, source.look);
    },
    /** Adds a revision unless nothing changed. Refuses with `conflict` when someone saved since `baseRevision`. */
    save(given: ProjectDocument, baseRevision: number): ProjectRow {
      const document = whole(given);
      const before = find(document.id);
      if (before.revision !== baseRevision) {
        throw new ContractError(
          'conflict',
          `The project "${before.name}" was changed elsewhere: it is at revision ${before.revision}, and this change was made on revision ${baseRevision}.`,
        );
      }
      if (JSON.stringify(newest(before)) === JSON.stringify(document)) return before;
      store.write(() => {
        store.projects.keep(document.id);
        putRevision(document, before.revision + 1);
      });
      const project = find(document.id);
      bus.emit({ name: 'projectSaved', data: project });
      return project;
    },
    duplicate(id: string): ProjectRecord {
      const document = newest(find(id));
      return add({ ...document, id: newId('project'), name: `${document.name.slice(0, 190)} (copy)` });
    },
    /** Forgets what was only looked at, long ago: no edit and no run hangs on it. */
    forgetOldLooks(): void {
      const old = store.projects.listOldLooks(now() - looksKept);
      if (old.length > 0) store.write(() => old.forEach((id) => store.projects.remove(id)));
    },
    /** Removes it from the store with everything that hangs on it; its runs' files are the caller's. */
    remove(id: string): void {
      find(id);
      store.write(() => {
        for (const run of store.runs.list(id)) store.runs.remove(run.id);
        store.projects.remove(id);
      });
      bus.emit({ name: 'projectDeleted', data: { project: id } });
    },
  };
}

function fresh(template: string | undefined): ProjectDocument {
  if (template === undefined) return createDocument('New project');
  const found = templates.find(({ id }) => id === template);
  if (!found)
    throw new ContractError('notFound', `There is no template "${template}"; there are ${templates.map(({ id }) => id).join(', ')}.`);
  return found.build();
}

function whole(document: ProjectDocument): ProjectDocument {
  const checked = checkDocument(document);
  if ('error' in checked) throw new ContractError('invalid', `The project cannot be stored: ${checked.error}.`);
  return checked.document;
}
