import type { Handlers } from '../../shared/ipc/server.ts';
import type { Core } from '../core/openCore.ts';
import { templateRows } from '../core/templateRows.ts';
import { writeScript } from '../core/writeScript.ts';

/** Templates and projects. */
export const projectServices = ({ folder, projects, runs }: Core) =>
  ({
    listTemplates: () => templateRows(),
    listProjects: () => projects.list(),
    createProject: (source) => projects.create(source),
    openProject: ({ project }) => projects.open(project),
    saveProject: ({ document, baseRevision }) => projects.save(document, baseRevision),
    listRevisions: ({ project, limit, before }) => projects.revisions(project, limit, before),
    getRevision: ({ project, number }) => projects.revision(project, number),
    duplicateProject: ({ project }) => projects.duplicate(project),
    writeScript: ({ document, directory }) => writeScript({ folder, runs }, document, directory),
    deleteProject({ project }) {
      runs.removeProject(project);
      return {};
    },
  }) satisfies Partial<Handlers>;
