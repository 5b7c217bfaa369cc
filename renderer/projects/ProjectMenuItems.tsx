import { Copy, FolderOpen, Pencil, Trash2 } from 'lucide-react';
import type { ProjectRow } from '../../shared/ipc/rows.ts';
import { deleteProject, duplicateProject, openProjectById } from '../state/projectActions.ts';
import { MenuItem, MenuLine } from '../ui/Menu.tsx';

/** What can be done with a project in a list. */
export function ProjectMenuItems({ project, onRename }: { readonly project: ProjectRow; readonly onRename: () => void }) {
  return (
    <>
      <MenuItem icon={<FolderOpen />} onSelect={() => void openProjectById(project.id)}>
        Open
      </MenuItem>
      <MenuItem icon={<Pencil />} onSelect={onRename}>
        Rename
      </MenuItem>
      <MenuItem icon={<Copy />} onSelect={() => void duplicateProject(project.id)}>
        Duplicate
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<Trash2 />} danger onSelect={() => deleteProject(project)}>
        Delete…
      </MenuItem>
    </>
  );
}
