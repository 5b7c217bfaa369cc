import { ChevronDown, Cpu } from 'lucide-react';
import type { EngineRow } from '../../shared/ipc/rows.ts';
import type { EngineChoice } from '../../shared/run/engines.ts';
import { attempt, settings, useSettings } from '../state/studio.ts';
import { useCurrentRun } from '../state/useProjectRuns.ts';
import { Button } from '../ui/Button.tsx';
import { Menu, MenuChoices, MenuTitle } from '../ui/Menu.tsx';
import { sentence } from '../ui/sentence.ts';
import { engineTitle } from './runWords.ts';

/** The engine that computes, and the choice among those there are: each with its device, or why it is not available. */
export function EngineMenu() {
  const choice = useSettings((state) => state.settings.engine);
  const engines = useSettings((state) => state.engines);
  const loaded = useSettings((state) => state.enginesLoaded);
  const run = useCurrentRun();
  const chosen = engines.find((engine) => engine.chosen);
  const title = chosen ? engineTitle(chosen.name) : loaded ? 'No engine' : 'Engine…';
  const device = chosen?.device ?? null;
  const choices: { value: EngineChoice; title: string; detail: string | null; disabled?: boolean }[] = [
    { value: 'auto', title: 'Automatic', detail: 'The fastest one that passes its check' },
    ...engines.map((engine) => ({
      value: engine.name,
      title: engineTitle(engine.name),
      detail: engineDetail(engine),
      disabled: !engine.available,
    })),
  ];
  return (
    <Menu
      align="end"
      label="Engine"
      trigger={
        <Button
          look="quiet"
          aria-label={`Engine: ${title}${device === null ? '' : `, ${device}`}`}
          title={device ?? title}
          className="max-w-52 min-w-0"
        >
          <Cpu />
          <span className="truncate max-[1000px]:hidden">
            {title}
            {device !== null && <span className="hidden text-faint min-[1240px]:inline">, {device.split(':')[0]}</span>}
          </span>{' '}
          <ChevronDown className="size-3.5!" />
        </Button>
      }
    >
      <MenuTitle>Engine of the next run</MenuTitle>
      <MenuChoices<EngineChoice>
        value={choice}
        choices={choices}
        onChoose={(engine) => void attempt('choose the engine', () => settings.setEngine(engine))}
      />
      {run?.engine != null && (
        <MenuTitle>
          Run {run.number} used {engineTitle(run.engine)}
          {run.device === null ? '' : ` on ${run.device}`}
        </MenuTitle>
      )}
    </Menu>
  );
}

/** What stands below an engine's name: its device, why it is not there, or why it is not chosen by itself. */
function engineDetail({ available, version, device, reason, failure, advice }: EngineRow): string {
  if (!available) return sentence(reason ?? 'not available');
  if (failure !== null) return sentence(`failed its check: ${failure}`);
  const what = [version, device].filter(Boolean).join(', ') || 'Available';
  return advice === null ? what : `${what}. ${sentence(advice)}`;
}
