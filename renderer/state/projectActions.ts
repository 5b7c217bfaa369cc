import { formatDocument, parseDocument } from '../../shared/graph/parseDocument.ts';
import { replaceModel } from '../../shared/graph/replaceModel.ts';
import type { ProjectRecord, RevisionRow } from '../../shared/ipc/rows.ts';
import { openDialog, select, session, showTab, toast } from './sessionStore.ts';
import { attempt, contract, documents, openProject } from './studio.ts';

/** The project that the address names, so that a reload or the browser's back key leads to it. */
export const addressedProject = (): string | null => new URLSearchParams(window.location.hash.slice(1)).get('project');

function address(project: string | null): void {
  if (addressedProject() === project) return;
  const { pathname, search } = window.location;
  window.history.pushState(null, '', pathname + search + (project === null ? '' : `#project=${encodeURIComponent(project)}`));
}

function show(record: ProjectRecord): void {
  documents.show(record);
  select([]);
  session.setState({ shownRuns: null });
  showTab('training');
  address(record.project.id);
}

export const openProjectById = (project: string): Promise<boolean> =>
  attempt('open the project', async () => {
    if (documents.getState().open?.document.id === project) return;
    const record = await contract.call('openProject', { project });
    await documents.close();
    show(record);
  });

/** Back to the start, everything saved. */
export const closeProject = (): Promise<boolean> =>
  attempt('close the project', async () => {
    await documents.close();
    select([]);
    address(null);
  });

const create = (what: string, input: Parameters<typeof contract.call<'createProject'>>[1]): Promise<boolean> =>
  attempt(what, async () => {
    const record = await contract.call('createProject', input);
    await documents.close();
    show(record);
  });

export const createFromTemplate = (template: string): Promise<boolean> =>
  create('make a project of this template', { template, look: true });
export const createEmpty = (): Promise<boolean> => create('make a project', { name: 'Untitled project', look: true });

/** Makes a project of the text of a `.netloom.json`. */
export async function importText(fileName: string, text: string): Promise<boolean> {
  const parsed = parseDocument(text);
  if ('error' in parsed) {
    toast('error', `Could not import ${fileName}: ${parsed.error}`);
    return false;
  }
  return create(`import ${fileName}`, { document: parsed.document });
}

/** Lets a person choose a `.netloom.json` and makes a project of it. */
export function importFromFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void file.text().then((text) => importText(file.name, text));
  });
  input.click();
}

/** Hands the open project to the browser as a file. */
export function saveCopy(): void {
  const { document: project } = openProject();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([formatDocument(project)], { type: 'application/json' }));
  link.download = `${project.name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '').trim() || 'project'}.netloom.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const duplicateProject = (project: string): Promise<boolean> =>
  attempt('duplicate the project', async () => {
    const { project: row } = await contract.call('duplicateProject', { project });
    toast('success', `Made "${row.name}".`, { action: { title: 'Open', run: () => void openProjectById(row.id) } });
  });

export const renameProject = (project: string, name: string): Promise<boolean> =>
  attempt('rename the project', async () => {
    if (documents.getState().open?.document.id === project) {
      documents.edit([{ type: 'setProject', changes: { name } }], { label: 'Rename project' });
      return;
    }
    const record = await contract.call('openProject', { project });
    await contract.call('saveProject', { document: { ...record.document, name }, baseRevision: record.project.revision });
  });

/** Makes an older revision of the open project its newest, as one step of undo. */
export const restoreRevision = ({ number }: RevisionRow): Promise<boolean> =>
  attempt('restore this revision', async () => {
    const now = openProject().document;
    const wanted = await contract.call('getRevision', { project: now.id, number });
    const { document } = openProject();
    documents.edit([...replaceModel(document, wanted), { type: 'setProject', changes: { name: wanted.name, notes: wanted.notes } }], {
      label: `Restore revision ${number}`,
    });
    select([]);
    toast('success', `Revision ${number} is restored.`, { action: { title: 'Undo', run: () => void documents.undo() } });
  });

/** Asks, then deletes a project with its runs. */
export function deleteProject(project: { readonly id: string; readonly name: string; readonly runs: number }): void {
  const runs =
    project.runs === 0 ? '' : project.runs === 1 ? ' with its run and weights' : ` with its ${project.runs} runs and their weights`;
  openDialog({
    type: 'confirm',
    title: 'Delete project',
    text: `"${project.name}" is deleted${runs}. This cannot be undone.`,
    action: 'Delete project',
    run: () =>
      void attempt('delete the project', async () => {
        await contract.call('deleteProject', { project: project.id });
        if (addressedProject() === project.id) address(null);
      }),
  });
}
