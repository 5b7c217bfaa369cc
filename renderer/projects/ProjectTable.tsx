import { useState } from 'react';
import { plural } from '../../shared/catalogue/plural.ts';
import { useProjects } from '../state/studio.ts';
import { Button } from '../ui/Button.tsx';
import { MiddleText } from '../ui/MiddleText.tsx';
import { ProjectAge, ProjectItem } from './ProjectItem.tsx';

/** So many projects are shown at first. */
const shownAtFirst = 5;

/** The projects kept here, newest change first. */
export function ProjectTable() {
  const projects = useProjects((state) => state.projects);
  const [all, setAll] = useState(false);
  if (projects.length === 0) return null;
  const more = projects.length - shownAtFirst;
  const shown = all || more < 2 ? projects : projects.slice(0, shownAtFirst);
  return (
    <section aria-label="Recent projects">
      <h2 className="mb-2 text-sm font-semibold">Recent projects</h2>
      <ul className="overflow-hidden rounded-lg border border-edge bg-raised shadow-card">
        {shown.map((project) => (
          <ProjectItem
            key={project.id}
            project={project}
            className="flex h-9 items-center gap-3 border-b border-edge pr-1 last:border-b-0 hover:bg-hover"
            faceClass="flex h-full min-w-0 flex-1 items-center pl-3 text-left font-medium -outline-offset-2!"
            face={<MiddleText text={project.name} />}
          >
            <span className="w-20 shrink-0 text-right text-xs text-muted">
              {project.runs === 0 ? 'no runs' : plural(project.runs, 'run')}
            </span>
            <span className="w-28 shrink-0 text-right text-xs text-muted">
              <ProjectAge project={project} />
            </span>
          </ProjectItem>
        ))}
      </ul>
      {more >= 2 && (
        <Button look="quiet" className="mt-1" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${more} more`}
        </Button>
      )}
    </section>
  );
}
