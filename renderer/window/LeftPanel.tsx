import { Tabs } from 'radix-ui';
import { Palette } from '../palette/Palette.tsx';
import { ProjectList } from '../projects/ProjectList.tsx';
import { Tab, TabPanel } from '../ui/Tab.tsx';

/** The left of the window: blocks to draw with, and the other projects. Folded, it is cut off, not squeezed. */
export function LeftPanel() {
  return (
    <Tabs.Root defaultValue="blocks" className="flex h-full min-h-0 min-w-42 flex-col bg-panel">
      <Tabs.List aria-label="Left panel" className="flex h-8 shrink-0 border-b border-edge px-1">
        <Tab value="blocks" className="flex-1">
          Blocks
        </Tab>
        <Tab value="projects" className="flex-1">
          Projects
        </Tab>
      </Tabs.List>
      <TabPanel value="blocks">
        <Palette />
      </TabPanel>
      <TabPanel value="projects">
        <ProjectList />
      </TabPanel>
    </Tabs.Root>
  );
}
