import type { Client } from '../../shared/ipc/client.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { ProjectRow } from '../../shared/ipc/rows.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';

/** Stores the project of a file under its id: a new revision of the one that is there, else a new project. */
export async function storeProject(client: Client, document: ProjectDocument): Promise<ProjectRow> {
  for (;;) {
    const known = (await client.call('listProjects', {})).find(({ id }) => id === document.id);
    try {
      if (!known) return (await client.call('createProject', { document })).project;
      return await client.call('saveProject', { document, baseRevision: known.revision });
    } catch (error) {
      // Someone saved in between, in an open window: this revision comes after theirs, which stays in the history.
      if (!(error instanceof ContractError && error.code === 'conflict')) throw error;
    }
  }
}

/** The project of a template: the one that an earlier command made of it, while it is still the same, else a new one. */
export async function storeTemplate(client: Client, document: ProjectDocument): Promise<ProjectRow> {
  const hash = planHash(document);
  for (const project of await client.call('listProjects', {})) {
    if (project.name !== document.name) continue;
    const record = await client.call('openProject', { project: project.id });
    if (planHash(record.document) === hash) return project;
  }
  return (await client.call('createProject', { document })).project;
}

function planHash(document: ProjectDocument): string | null {
  const built = buildPlan(document);
  return 'plan' in built ? built.plan.hash : null;
}
