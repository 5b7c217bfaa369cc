import { useState, type ReactNode } from 'react';
import { MoreHorizontal } from 'lucide-react';
import { isLive } from '../../shared/run/runState.ts';
import type { ProjectRow } from '../../shared/ipc/rows.ts';
import { openProjectById, renameProject } from '../state/projectActions.ts';
import { useRuns } from '../state/studio.ts';
import { useNow } from '../state/useNow.ts';
import { MenuButton } from '../ui/Button.tsx';
import { formatAgo, formatTime } from '../ui/formatNumber.ts';
import { Menu } from '../ui/Menu.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { ProjectMenuItems } from './ProjectMenuItems.tsx';

interface ProjectItemProps {
  readonly project: ProjectRow;
  /** Is the one that is open. */
  readonly current?: boolean;
  readonly className: string;
  readonly faceClass: string;
  readonly menuClass?: string;
  /** What is pressed to open it. */
  readonly face: ReactNode;
  /** What stands beside it. */
  readonly children?: ReactNode;
}

/** A project in a list: opened by its face, renamed in place, with a menu of what can be done with it. */
export function ProjectItem({ project, current, className, faceClass, menuClass, face, children }: ProjectItemProps) {
  const [renaming, setRenaming] = useState(false);
  return (
    <li className={className}>
      {renaming ? (
        <span className="min-w-0 flex-1 px-1">
          <Rename project={project} onDone={() => setRenaming(false)} />
        </span>
      ) : (
        <button
          type="button"
          aria-label={`Open ${project.name}`}
          aria-current={current}
          className={faceClass}
          onClick={() => void openProjectById(project.id)}
        >
          {face}
        </button>
      )}
      {children}
      <Menu
        align="end"
        trigger={
          <MenuButton label={`Actions for ${project.name}`} {...(menuClass !== undefined && { className: menuClass })}>
            <MoreHorizontal />
          </MenuButton>
        }
      >
        <ProjectMenuItems project={project} onRename={() => setRenaming(true)} />
      </Menu>
    </li>
  );
}

/** When a project was last changed; while one of its runs trains, that. */
export function ProjectAge({ project }: { readonly project: ProjectRow }) {
  const now = useNow(30_000);
  const training = useRuns(({ runs }) => Object.values(runs).some((run) => run.projectId === project.id && isLive(run.state)));
  return training ? (
    <span className="font-medium text-accent">training</span>
  ) : (
    <span title={formatTime(project.changed)}>{formatAgo(project.changed, now)}</span>
  );
}

/** The name as a field; leaving it, or Enter, keeps what stands there. */
function Rename({ project, onDone }: { readonly project: ProjectRow; readonly onDone: () => void }) {
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
