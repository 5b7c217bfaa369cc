import { useState } from 'react';
import {
  Command,
  History,
  Home,
  Keyboard,
  Monitor,
  Moon,
  MoreHorizontal,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Redo2,
  Share,
  Sun,
  Undo2,
} from 'lucide-react';
import type { SettingsRow } from '../../shared/ipc/rows.ts';
import { EngineMenu } from '../runs/EngineMenu.tsx';
import { RunControls } from '../runs/RunControls.tsx';
import { closeProject, importFromFile, saveCopy } from '../state/projectActions.ts';
import { openDialog } from '../state/sessionStore.ts';
import { documents, settings, useDocument, useSettings } from '../state/studio.ts';
import { Button, IconButton, MenuButton } from '../ui/Button.tsx';
import { Menu, MenuChoices, MenuItem, MenuLine, MenuTitle } from '../ui/Menu.tsx';
import { keysOf, redo, undo } from './actions.ts';
import { panelMemory, togglePanel } from './panels.ts';
import { SaveMark } from './SaveMark.tsx';

/** The window's head: project, undo, training, engine, commands. */
export function TopBar() {
  const open = useDocument((state) => state.open !== null);
  return (
    <header aria-label="Top bar" className="flex h-11 shrink-0 items-center gap-1 border-b border-edge bg-panel px-2">
      {open ? (
        <>
          <IconButton label="Start" hint="Back to the start" onClick={() => void closeProject()}>
            <Home />
          </IconButton>
          <ProjectName />
          <SaveMark />
          <span className="mx-1 h-5 w-px shrink-0 bg-edge" />
          <UndoButtons />
          <span className="mx-1 h-5 w-px shrink-0 bg-edge" />
          <RunControls />
        </>
      ) : (
        <span className="pl-2 font-semibold">Netloom</span>
      )}
      <span className="min-w-2 flex-1" />
      <EngineMenu />
      {open && <PanelButtons />}
      <Button
        look="quiet"
        aria-label="Command palette"
        title={`Command palette (${keysOf('commands')})`}
        onClick={() => openDialog({ type: 'commands' })}
      >
        <Command />
      </Button>
      <ThemeMenu />
      <MoreMenu open={open} />
    </header>
  );
}

function ProjectName() {
  const name = useDocument((state) => state.open?.document.name ?? '');
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (text: string): void => {
    setDraft(null);
    const next = text.trim();
    if (next !== '' && next !== name) documents.edit([{ type: 'setProject', changes: { name: next } }], { label: 'Rename project' });
  };
  return (
    <input
      type="text"
      aria-label="Project name"
      title={name}
      maxLength={200}
      spellCheck={false}
      className="h-7 max-w-64 min-w-16 min-[1200px]:max-w-96 shrink field-sizing-content truncate rounded-sm border border-transparent bg-transparent px-1.5 font-semibold hover:border-edge focus:border-accent focus:bg-raised"
      value={draft ?? name}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={(event) => commit(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') {
          event.currentTarget.value = name;
          event.currentTarget.blur();
        }
      }}
    />
  );
}

function UndoButtons() {
  const past = useDocument((state) => state.open?.history.past.at(-1)?.label);
  const future = useDocument((state) => state.open?.history.future[0]?.label);
  return (
    <>
      <IconButton
        label="Undo"
        hint={past === undefined ? 'Nothing to undo' : `Undo: ${past}`}
        keys={keysOf('undo')}
        disabled={past === undefined}
        onClick={undo}
      >
        <Undo2 />
      </IconButton>
      <IconButton
        label="Redo"
        hint={future === undefined ? 'Nothing to redo' : `Redo: ${future}`}
        keys={keysOf('redo')}
        disabled={future === undefined}
        onClick={redo}
      >
        <Redo2 />
      </IconButton>
    </>
  );
}

const panelIcons = { left: PanelLeft, bottom: PanelBottom, right: PanelRight } as const;
const panelTitles = { left: 'Left panel', bottom: 'Dock', right: 'Inspector' } as const;

/** Which places of the window are open; a press folds or unfolds one. */
function PanelButtons() {
  // Told anew when a place is folded: that is remembered in the settings.
  useSettings((state) => state.settings.layout);
  return (
    <span role="group" aria-label="Panels" className="flex shrink-0">
      {(['left', 'bottom', 'right'] as const).map((name) => {
        const Icon = panelIcons[name];
        const { folded } = panelMemory(name);
        return (
          <IconButton
            key={name}
            label={panelTitles[name]}
            hint={folded ? `Show the ${panelTitles[name].toLowerCase()}` : `Fold the ${panelTitles[name].toLowerCase()}`}
            keys={keysOf(name)}
            aria-pressed={!folded}
            className={folded ? 'text-faint! opacity-70' : ''}
            onClick={() => togglePanel(name)}
          >
            <Icon />
          </IconButton>
        );
      })}
    </span>
  );
}

const themes = [
  { value: 'system', title: 'System' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
] as const;
const themeIcons = { system: <Monitor />, light: <Sun />, dark: <Moon /> } as const;

function ThemeMenu() {
  const theme = useSettings((state) => state.settings.theme);
  return (
    <Menu align="end" label="Theme" trigger={<MenuButton label="Theme">{themeIcons[theme]}</MenuButton>}>
      <MenuTitle>Theme</MenuTitle>
      <MenuChoices<SettingsRow['theme']> value={theme} choices={themes} onChoose={(next) => settings.setTheme(next)} />
    </Menu>
  );
}

function MoreMenu({ open }: { readonly open: boolean }) {
  return (
    <Menu
      align="end"
      label="More"
      trigger={
        <MenuButton label="More">
          <MoreHorizontal />
        </MenuButton>
      }
    >
      {open && (
        <>
          <MenuItem icon={<History />} keys={keysOf('history')} onSelect={() => openDialog({ type: 'history' })}>
            History of the project…
          </MenuItem>
          <MenuItem icon={<Share />} keys={keysOf('export')} onSelect={() => openDialog({ type: 'export', run: null })}>
            Export a trained model…
          </MenuItem>
          <MenuItem onSelect={saveCopy}>Save a copy as .netloom.json</MenuItem>
        </>
      )}
      <MenuItem onSelect={importFromFile}>Import project…</MenuItem>
      <MenuLine />
      <MenuItem icon={<Keyboard />} keys={keysOf('shortcuts')} onSelect={() => openDialog({ type: 'shortcuts' })}>
        Keyboard shortcuts
      </MenuItem>
    </Menu>
  );
}
