import { Command } from 'cmdk';
import { openDialog } from '../state/sessionStore.ts';
import { useProjects } from '../state/studio.ts';
import { openProjectById } from '../state/projectActions.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Keys } from '../ui/Keys.tsx';
import { actionGroups, actions } from './actions.ts';
import { CommandGroup, CommandItem, commandInputClass, commandListClass } from './commandParts.tsx';
import { scoreCommand } from './scoreCommand.ts';

/** Everything the window can do, found by words. */
export function CommandPalette() {
  const projects = useProjects((state) => state.projects);
  const close = (): void => openDialog(null);
  const choose = (run: () => void): void => {
    close();
    run();
  };
  return (
    <Dialog bare title="Command palette" onClose={close} className="mt-[12vh]! w-[560px]">
      <Command loop filter={scoreCommand} label="Command palette" className="flex min-h-0 flex-col">
        <Command.Input data-autofocus placeholder="Type a command or the name of a block" className={commandInputClass} />
        <Command.List className={commandListClass}>
          <Command.Empty className="px-3 py-4 text-center text-muted">Nothing is called like that.</Command.Empty>
          {actionGroups.map((group) => (
            <CommandGroup key={group} heading={group}>
              {actions
                .filter((action) => action.group === group && action.id !== 'commands' && action.enabled?.() !== false)
                .map((action) => (
                  <CommandItem
                    key={action.id}
                    value={[action.title, action.id, ...(action.words ?? [])].join(' ')}
                    onSelect={() => choose(action.run)}
                  >
                    <span className="min-w-0 flex-1 truncate">{action.title}</span>
                    {action.keys?.[0] !== undefined && <Keys keys={action.keys[0]} />}
                  </CommandItem>
                ))}
            </CommandGroup>
          ))}
          {projects.length > 0 && (
            <CommandGroup heading="Open project">
              {projects.slice(0, 50).map((project) => (
                <CommandItem
                  key={project.id}
                  value={`Open ${project.name} ${project.id}`}
                  onSelect={() => choose(() => void openProjectById(project.id))}
                >
                  <span className="min-w-0 flex-1 truncate">{project.name}</span>
                </CommandItem>
              ))}
            </CommandGroup>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}
