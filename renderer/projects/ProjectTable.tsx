import { useState } from 'react';
import { MoreHorizontal } from 'lucide-react';
import type { ProjectRow } from '../../shared/ipc/rows.ts';
import { openProjectById, renameProject } from '../state/projectActions.ts';
import { useProjects } from '../state/studio.ts';
import { useNow } from '../state/useNow.ts';
import { MenuButton } from '../ui/Button.tsx';
import { formatAgo, formatTime } from '../ui/formatNumber.ts';
import { Menu } from '../ui/Menu.tsx';
import { MiddleText } from '../ui/MiddleText.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { ProjectMenuItems } from './ProjectMenuItems.tsx';

/** The projects kept here, newest change first. */
export function ProjectTable() {
  const projects = useProjects((state) => state.projects);
  const now = useNow(30_000);
  const [renaming, setRenaming] = useState<string | null>(null);
  if (projects.length === 0) return null;
  return (
    <section aria-label="Recent projects">
      <h2 className="mb-2 text-sm font-semibold">Recent projects</h2>
      <ul className="overflow-hidden rounded-lg border border-edge bg-raised shadow-card">
        {projects.map((project) => (
          <li key={project.id} className="flex h-9 items-center gap-3 border-b border-edge pr-1 last:border-b-0 hover:bg-hover">
            {renaming === project.id ? (
              <span className="min-w-0 flex-1 pl-2">
                <Rename project={project} onDone={() => setRenaming(null)} />
              </span>
            ) : (
              <button
                type="button"
                aria-label={`Open ${project.name}`}
                className="flex h-full min-w-0 flex-1 items-center pl-3 text-left font-medium -outline-offset-2!"
                onClick={() => void openProjectById(project.id)}
              >
                <MiddleText text={project.name} />
              </button>
            )}
            <span className="w-20 shrink-0 text-right text-xs text-muted">
              {project.runs === 0 ? 'no runs' : project.runs === 1 ? '1 run' : `${project.runs} runs`}
            </span>
            <span className="w-28 shrink-0 text-right text-xs text-muted" title={formatTime(project.changed)}>
              {formatAgo(project.changed, now)}
            </span>
            <Menu
              align="end"
              trigger={
                <MenuButton label={`Actions for ${project.name}`}>
                  <MoreHorizontal />
                </MenuButton>
              }
            >
              <ProjectMenuItems project={project} onRename={() => setRenaming(project.id)} />
            </Menu>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The name as a field; leaving it, or Enter, keeps what stands there. */
export function Rename({ project, onDone }: { readonly project: ProjectRow; readonly onDone: () => void }) {
  return (
    <span onBlur={onDone}>
      <TextInput
        aria-label={`New name of ${project.name}`}
        value={project.name}
        maxLength={200}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a person has just asked to type here
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onCommit={(name) => {
          if (name.trim() !== '') void renameProject(project.id, name.trim());
        }}
      />
    </span>
  );
}
