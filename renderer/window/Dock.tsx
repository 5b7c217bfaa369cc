import { Tabs } from 'radix-ui';
import type { ComponentType } from 'react';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { DataTab } from '../data/DataTab.tsx';
import { RunsTab } from '../runs/RunsTab.tsx';
import { TrainingTab } from '../runs/TrainingTab.tsx';
import { dockTabs, showTab, type DockTab } from '../state/sessionStore.ts';
import { useDocument, useFindings, useSession, useSettings } from '../state/studio.ts';
import { useProjectRuns } from '../state/useProjectRuns.ts';
import { IconButton } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import { Tab, TabPanel } from '../ui/Tab.tsx';
import { keysOf } from './actions.ts';
import { CodeTab } from './CodeTab.tsx';
import { DoctorTab } from './DoctorTab.tsx';
import { expandPanel, panelMemory, togglePanel } from './panels.ts';
import { ProblemsTab } from './ProblemsTab.tsx';

const titles: Readonly<Record<DockTab, string>> = {
  training: 'Training',
  runs: 'Runs',
  data: 'Data',
  code: 'Code',
  problems: 'Problems',
  doctor: 'Doctor',
};
const contents: Readonly<Record<DockTab, ComponentType>> = {
  training: TrainingTab,
  runs: RunsTab,
  data: DataTab,
  code: CodeTab,
  problems: ProblemsTab,
  doctor: DoctorTab,
};

/** The bottom of the window: what training shows, what was trained, the data, what is wrong. */
export function Dock() {
  const tab = useSession((state) => state.tab);
  useSettings((state) => state.settings.layout);
  const { folded } = panelMemory('bottom');
  return (
    <Tabs.Root
      value={tab}
      onValueChange={(next) => {
        const chosen = dockTabs.find((known) => known === next);
        if (chosen) showTab(chosen);
      }}
      className="flex h-full min-h-0 flex-col bg-panel"
    >
      <div className="flex h-8 shrink-0 items-center border-b border-edge pr-1 pl-1">
        <Tabs.List aria-label="Dock" className="@container flex h-full min-w-0 flex-1 overflow-x-auto [scrollbar-width:none]">
          {dockTabs.map((name) => (
            <Tab
              key={name}
              value={name}
              className="flex items-center gap-1.5 shrink-0 px-1.5 @md:px-3"
              onClick={() => expandPanel('bottom')}
            >
              {titles[name]}
              {name === 'runs' && <RunCount />}
              {name === 'problems' && <ProblemCount />}
              {name === 'doctor' && <FindingCount />}
            </Tab>
          ))}
        </Tabs.List>
        <IconButton
          label={folded ? 'Unfold the dock' : 'Fold the dock'}
          keys={keysOf('bottom')}
          side="top"
          className="h-6! w-6!"
          onClick={() => togglePanel('bottom')}
        >
          {folded ? <ChevronUp /> : <ChevronDown />}
        </IconButton>
      </div>
      {dockTabs.map((name) => {
        const Content = contents[name];
        return (
          <TabPanel key={name} value={name}>
            <Content />
          </TabPanel>
        );
      })}
    </Tabs.Root>
  );
}

const Count = ({ count, bad = false }: { readonly count: number; readonly bad?: boolean }) =>
  count === 0 ? null : (
    <span className={cx('rounded-full px-1.5 text-2xs leading-4', bad ? 'bg-danger-soft text-danger' : 'bg-active text-muted')}>
      {count}
    </span>
  );
const RunCount = () => <Count count={useProjectRuns().length} />;
const FindingCount = () => <Count count={useFindings(({ ofRun, ofModel }) => ofRun.length + ofModel.length)} />;
function ProblemCount() {
  const problems = useDocument(({ open }) => open?.inference.problems);
  return <Count count={problems?.length ?? 0} bad={problems?.some((problem) => problem.severity === 'error') ?? false} />;
}
