import { useState } from 'react';
import { FilePlus, FolderInput, MoreHorizontal } from 'lucide-react';
import { createEmpty, importFromFile, openProjectById } from '../state/projectActions.ts';
import { useDocument, useProjects } from '../state/studio.ts';
import { useNow } from '../state/useNow.ts';
import { Button, MenuButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { formatAgo } from '../ui/formatNumber.ts';
import { Menu } from '../ui/Menu.tsx';
import { MiddleText } from '../ui/MiddleText.tsx';
import { ProjectMenuItems } from './ProjectMenuItems.tsx';
import { Rename } from './ProjectTable.tsx';

/** The projects beside the canvas: another one is a click away. */
export function ProjectList() {
  const projects = useProjects((state) => state.projects);
  const open = useDocument((state) => state.open?.document.id);
  const now = useNow(30_000);
  const [renaming, setRenaming] = useState<string | null>(null);
  return (
    <section aria-label="Projects" className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 gap-2 p-2">
        <Button className="min-w-0 flex-1 shrink!" onClick={() => void createEmpty()}>
          <FilePlus /> New
        </Button>
        <Button className="min-w-0 flex-1 shrink!" onClick={importFromFile}>
          <FolderInput /> Import…
        </Button>
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {projects.map((project) => (
          <li
            key={project.id}
            className={cx('group flex h-10 items-center rounded-sm', project.id === open ? 'bg-accent-soft' : 'hover:bg-hover')}
          >
            {renaming === project.id ? (
              <span className="min-w-0 flex-1 px-1">
                <Rename project={project} onDone={() => setRenaming(null)} />
              </span>
            ) : (
              <button
                type="button"
                aria-label={`Open ${project.name}`}
                aria-current={project.id === open}
                className="min-w-0 flex-1 pl-2 text-left leading-4"
                onClick={() => void openProjectById(project.id)}
              >
                <MiddleText text={project.name} className="text-sm leading-4.5!" />
                <span className="block truncate text-2xs leading-3.5 text-faint">
                  {formatAgo(project.changed, now)}
                  {project.runs > 0 && `, ${project.runs === 1 ? '1 run' : `${project.runs} runs`}`}
                </span>
              </button>
            )}
            <Menu
              align="end"
              trigger={
                <MenuButton
                  label={`Actions for ${project.name}`}
                  className="h-6! w-6! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100"
                >
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
