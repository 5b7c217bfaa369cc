import type { PanelImperativeHandle } from 'react-resizable-panels';
import { settings } from '../state/studio.ts';

export type PanelName = 'left' | 'right' | 'bottom';
interface PanelMemory {
  /** Width, or height of the dock, in pixels when it is open. */
  readonly size: number;
  readonly folded: boolean;
}

/** No place that is open is smaller (pixels): what is, is folded. */
const smallest = 100;

const handles = new Map<PanelName, PanelImperativeHandle>();

const defaults = (name: PanelName): PanelMemory => ({
  size: name === 'bottom' ? Math.round(window.innerHeight * 0.36) : { left: 216, right: 280 }[name],
  folded: false,
});

/** How a place of the window was left. */
export function panelMemory(name: PanelName): PanelMemory {
  const kept = settings.getState().settings.layout[`panel.${name}`];
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return defaults(name);
  const { size, folded } = kept;
  return typeof size === 'number' && size >= smallest && typeof folded === 'boolean' ? { size, folded } : defaults(name);
}

/** Remembers how places stand, once the change that is told has come to the page: before that their sizes are the old ones. */
export function notePanels(names: readonly PanelName[]): void {
  requestAnimationFrame(() => names.forEach(notePanel));
}

function notePanel(name: PanelName): void {
  const handle = handles.get(name);
  if (!handle) return;
  const before = panelMemory(name);
  const now = Math.round(handle.getSize().inPixels);
  const folded = now < smallest;
  const size = folded ? before.size : now;
  if (folded !== before.folded || Math.abs(size - before.size) > 1) settings.remember(`panel.${name}`, { size, folded });
}

/** The handle of a place of the window, while it is there. */
export const holdPanel =
  (name: PanelName) =>
  (handle: PanelImperativeHandle | null): void => {
    if (handle) handles.set(name, handle);
    else handles.delete(name);
  };

export function expandPanel(name: PanelName): void {
  const handle = handles.get(name);
  if (handle?.isCollapsed() === true) handle.resize(panelMemory(name).size);
}

/** Folds a place of the window, or unfolds it to the size it had. */
export function togglePanel(name: PanelName): void {
  const handle = handles.get(name);
  if (handle?.isCollapsed() === true) expandPanel(name);
  else handle?.collapse();
}
