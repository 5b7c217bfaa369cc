import type { Client } from '../../shared/ipc/client.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { ProjectRow } from '../../shared/ipc/rows.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';

/** A project in the store, and what storing it meant. */
export interface StoredProject {
  readonly project: ProjectRow;
  /** `new`: it was not there. `changed`: it got a new revision. `same`: it was there just so. */
  readonly became: 'new' | 'changed' | 'same';
}

/** Stores the project of a file under its id: a new revision of the one that is there, unless nothing changed; else a new project. */
export async function storeProject(client: Client, document: ProjectDocument): Promise<StoredProject> {
  for (;;) {
    const known = (await client.call('listProjects', {})).find(({ id }) => id === document.id);
    try {
      if (!known) return await create(client, document);
      const project = await client.call('saveProject', { document, baseRevision: known.revision });
      return { project, became: project.revision === known.revision ? 'same' : 'changed' };
    } catch (error) {
      // Someone saved in between, in an open window: this revision comes after theirs, which stays in the history.
      if (!(error instanceof ContractError && error.code === 'conflict')) throw error;
    }
  }
}

/**
 * The project of a template: one of its name that would train exactly what the template trains, whether a command or a window made it, so that
 * equal runs stand side by side; else a new one.
 */
export async function storeTemplate(client: Client, document: ProjectDocument): Promise<StoredProject> {
  const hash = planHash(document);
  for (const project of await client.call('listProjects', {})) {
    if (project.name !== document.name) continue;
    const record = await client.call('openProject', { project: project.id });
    if (planHash(record.document) === hash) return { project, became: 'same' };
  }
  return await create(client, document);
}

async function create(client: Client, document: ProjectDocument): Promise<StoredProject> {
  return { project: (await client.call('createProject', { document })).project, became: 'new' };
}

function planHash(document: ProjectDocument): string | null {
  const built = buildPlan(document);
  return 'plan' in built ? built.plan.hash : null;
}
