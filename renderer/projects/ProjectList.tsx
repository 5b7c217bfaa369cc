import { FilePlus, FolderInput } from 'lucide-react';
import { plural } from '../../shared/catalogue/plural.ts';
import { createEmpty, importFromFile } from '../state/projectActions.ts';
import { useDocument, useProjects } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { MiddleText } from '../ui/MiddleText.tsx';
import { ProjectAge, ProjectItem } from './ProjectItem.tsx';

/** The projects beside the canvas: another one is a click away. */
export function ProjectList() {
  const projects = useProjects((state) => state.projects);
  const open = useDocument((state) => state.open?.document.id);
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
          <ProjectItem
            key={project.id}
            project={project}
            current={project.id === open}
            className={cx('group flex h-10 items-center rounded-sm', project.id === open ? 'bg-accent-soft' : 'hover:bg-hover')}
            faceClass="min-w-0 flex-1 pl-2 text-left leading-4"
            menuClass="h-6! w-6! opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100"
            face={
              <>
                <MiddleText text={project.name} className="text-sm leading-4.5!" />
                <span className="block truncate text-2xs leading-3.5 text-faint">
                  <ProjectAge project={project} />
                  {project.runs > 0 && `, ${plural(project.runs, 'run')}`}
                </span>
              </>
            }
          />
        ))}
      </ul>
    </section>
  );
}
