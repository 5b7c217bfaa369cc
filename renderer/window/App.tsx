import { useEffect, type DragEvent } from 'react';
import { StartView } from '../projects/StartView.tsx';
import { addressedProject, closeProject, importText, openProjectById } from '../state/projectActions.ts';
import { contract, documents, settings, useConnection, useDocument, useSettings } from '../state/studio.ts';
import { useTheme } from '../state/useTheme.ts';
import { TooltipProvider } from '../ui/Tooltip.tsx';
import { Banners } from './Banners.tsx';
import { Dialogs } from './Dialogs.tsx';
import { StudioView } from './StudioView.tsx';
import { Toasts } from './Toasts.tsx';
import { TopBar } from './TopBar.tsx';
import { useMenu } from './useMenu.ts';
import { useShortcuts } from './useShortcuts.ts';

/** The whole window: the start, or a project in the studio. */
export function App() {
  const open = useDocument((state) => state.open !== null);
  const name = useDocument((state) => state.open?.document.name);
  const ready = useSettings((state) => state.loaded);
  const connecting = useConnection((state) => state.state === 'connecting');
  const chosen = useSettings((state) => state.settings.theme);
  useTheme();
  useShortcuts();
  useMenu();
  useAddress();
  useLeaving();
  useEffect(() => {
    if (chosen === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = chosen;
  }, [chosen]);
  useEffect(() => {
    document.title = name === undefined ? 'Netloom' : `${name} – Netloom`;
  }, [name]);
  return (
    <TooltipProvider>
      <div className="flex h-full flex-col" onDragOver={acceptFile} onDrop={dropFile}>
        <TopBar />
        <Banners />
        <div className="min-h-0 flex-1">{open ? <StudioView /> : ready || !connecting ? <StartView /> : null}</div>
      </div>
      <Dialogs />
      <Toasts />
    </TooltipProvider>
  );
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
function acceptFile(event: DragEvent): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'copy';
}
function dropFile(event: DragEvent): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) void file.text().then((text) => importText(file.name, text));
}

/** Opens the project that the address names: at the first connection, and when the browser goes back or forth. */
function useAddress(): void {
  useEffect(() => {
    const follow = (): void => {
      const project = addressedProject();
      if (project !== null) void openProjectById(project);
      else if (documents.getState().open) void closeProject();
    };
    let first = true;
    const off = contract.onOpen(() => {
      if (first) follow();
      first = false;
    });
    window.addEventListener('popstate', follow);
    return () => {
      off();
      window.removeEventListener('popstate', follow);
    };
  }, []);
}

/** A page that goes away puts unsaved edits aside, and saves them if there is still time. */
function useLeaving(): void {
  useEffect(() => {
    const leave = (): void => {
      documents.setAside();
      documents.flush().catch(() => undefined);
      settings.flush();
    };
    window.addEventListener('pagehide', leave);
    return () => window.removeEventListener('pagehide', leave);
  }, []);
}
