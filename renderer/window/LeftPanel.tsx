import { Tabs } from 'radix-ui';
import { Palette } from '../palette/Palette.tsx';
import { ProjectList } from '../projects/ProjectList.tsx';

const triggerClass =
  '-mb-px h-full flex-1 border-b-2 border-transparent text-xs font-medium text-muted -outline-offset-2! hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink';

/** The left of the window: blocks to draw with, and the other projects. */
export function LeftPanel() {
  return (
    <Tabs.Root defaultValue="blocks" className="flex h-full min-h-0 flex-col bg-panel">
      <Tabs.List aria-label="Left panel" className="flex h-8 shrink-0 border-b border-edge px-1">
        <Tabs.Trigger value="blocks" className={triggerClass}>
          Blocks
        </Tabs.Trigger>
        <Tabs.Trigger value="projects" className={triggerClass}>
          Projects
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="blocks" tabIndex={-1} className="flex min-h-0 flex-1">
        <Palette />
      </Tabs.Content>
      <Tabs.Content value="projects" tabIndex={-1} className="flex min-h-0 flex-1">
        <ProjectList />
      </Tabs.Content>
    </Tabs.Root>
  );
}
