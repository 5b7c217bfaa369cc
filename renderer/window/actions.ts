import {
  addBlock,
  autoLayout,
  copyFromMenu,
  cutFromMenu,
  deleteSelection,
  direction,
  duplicateSelection,
  nudgeSelection,
  pasteFromMenu,
  selectAll,
  setDirection,
} from '../state/editing/editGraph.ts';
import { groupSelection, leaveGroup, openGroup, selectedGroup, ungroupSelection } from '../state/editing/openGroup.ts';
import { standsHere } from '../palette/searchBlocks.ts';
import { canvas, canvasView } from '../state/editing/canvasStore.ts';
import { gridStep } from '../state/editing/geometry.ts';
import { currentRun } from '../state/currentRun.ts';
import { closeProject, createEmpty, importFromFile, saveCopy } from '../state/projectActions.ts';
import { controlRun, startRun } from '../state/runActions.ts';
import { openDialog, select, session, showTab, toast } from '../state/sessionStore.ts';
import { documents, runs, settings } from '../state/studio.ts';
import { isLive } from '../../shared/run/runState.ts';
import { blockWords } from '../../shared/catalogue/blockWords.ts';
import { blocks } from '../../shared/catalogue/index.ts';
import { togglePanel } from './panels.ts';

export const actionGroups = ['Project', 'Edit', 'View', 'Training', 'Add block', 'Window'] as const;

/** Something the window can do: listed in the command palette, on the shortcut sheet, and reached by its keys. */
export interface Action {
  readonly id: string;
  readonly title: string;
  readonly group: (typeof actionGroups)[number];
  /** Other words by which it is looked for. */
  readonly words?: readonly string[];
  /** `Ctrl` is Command on a Mac. The first is shown. */
  readonly keys?: readonly string[];
  /** The browser itself brings these keys, as copy and paste events. */
  readonly native?: boolean;
  /** Works while a field is typed in. */
  readonly always?: boolean;
  readonly enabled?: () => boolean;
  readonly run: () => void;
}

const isOpen = (): boolean => documents.getState().open !== null;
const hasSelection = (): boolean => isOpen() && session.getState().selectedNodes.size + session.getState().selectedEdges.size > 0;
const hasNodes = (): boolean => isOpen() && session.getState().selectedNodes.size > 0;
const current = () => {
  const { open } = documents.getState();
  return open ? currentRun(runs.getState().runs, open.document.id) : null;
};
const isRunning = (): boolean => current()?.state === 'running';
const isPaused = (): boolean => current()?.state === 'paused';
const nudge = (id: string, key: string, x: number, y: number): Action => ({
  id,
  title: `Move selection ${id}`,
  group: 'Edit',
  keys: [key],
  enabled: hasNodes,
  run: () => nudgeSelection(x * gridStep, y * gridStep),
});

export function undo(): void {
  const label = documents.undo();
  if (label !== null) toast('info', `Undone: ${label}`);
}
export function redo(): void {
  const label = documents.redo();
  if (label !== null) toast('info', `Done again: ${label}`);
}

export const actions: readonly Action[] = [
  {
    id: 'commands',
    title: 'Command palette',
    group: 'Window',
    keys: ['Ctrl+K'],
    always: true,
    run: () => openDialog({ type: 'commands' }),
  },
  { id: 'start', title: 'Go to the start', group: 'Project', enabled: isOpen, run: () => void closeProject() },
  { id: 'new', title: 'New empty project', group: 'Project', run: () => void createEmpty() },
  { id: 'import', title: 'Import project…', group: 'Project', run: importFromFile },
  {
    id: 'history',
    title: 'History of the project…',
    group: 'Project',
    keys: ['H'],
    enabled: isOpen,
    run: () => openDialog({ type: 'history' }),
  },
  { id: 'saveCopy', title: 'Save a copy as .netloom.json', group: 'Project', enabled: isOpen, run: saveCopy },
  {
    id: 'save',
    title: 'Save now',
    group: 'Project',
    keys: ['Ctrl+S'],
    always: true,
    enabled: isOpen,
    run: () =>
      void documents.flush().then(
        () => toast('info', 'Saved. Netloom saves every change by itself.'),
        () => undefined,
      ),
  },

  { id: 'undo', title: 'Undo', group: 'Edit', keys: ['Ctrl+Z'], always: true, enabled: isOpen, run: undo },
  { id: 'redo', title: 'Redo', group: 'Edit', keys: ['Ctrl+Shift+Z', 'Ctrl+Y'], always: true, enabled: isOpen, run: redo },
  { id: 'cut', title: 'Cut', group: 'Edit', keys: ['Ctrl+X'], native: true, enabled: hasNodes, run: () => void cutFromMenu() },
  { id: 'copy', title: 'Copy', group: 'Edit', keys: ['Ctrl+C'], native: true, enabled: hasNodes, run: () => void copyFromMenu() },
  { id: 'paste', title: 'Paste', group: 'Edit', keys: ['Ctrl+V'], native: true, enabled: isOpen, run: () => void pasteFromMenu() },
  { id: 'duplicate', title: 'Duplicate', group: 'Edit', keys: ['Ctrl+D'], enabled: hasNodes, run: duplicateSelection },
  {
    id: 'delete',
    title: 'Delete selection',
    group: 'Edit',
    keys: ['Delete', 'Backspace'],
    enabled: hasSelection,
    run: () => deleteSelection(),
  },
  { id: 'selectAll', title: 'Select all', group: 'Edit', keys: ['Ctrl+A'], enabled: isOpen, run: selectAll },
  { id: 'selectNone', title: 'Select nothing', group: 'Edit', keys: ['Escape'], enabled: hasSelection, run: () => select([]) },
  {
    id: 'leaveGroup',
    title: 'Leave the opened group',
    group: 'View',
    keys: ['Escape'],
    enabled: () => !hasSelection() && (documents.getState().open?.path.length ?? 0) > 0,
    run: () => leaveGroup(),
  },
  {
    id: 'openGroup',
    title: 'Open the selected group',
    group: 'View',
    keys: ['Enter'],
    enabled: () => selectedGroup() !== null,
    run: () => openGroup(selectedGroup() ?? ''),
  },
  {
    id: 'group',
    title: 'Group selection',
    group: 'Edit',
    words: ['subgraph', 'module', 'stage', 'repeat'],
    keys: ['Ctrl+G'],
    enabled: hasNodes,
    run: groupSelection,
  },
  {
    id: 'ungroup',
    title: 'Ungroup',
    group: 'Edit',
    keys: ['Ctrl+Shift+G'],
    enabled: () => selectedGroup() !== null,
    run: ungroupSelection,
  },
  {
    id: 'add',
    title: 'Add block…',
    group: 'Edit',
    keys: ['A'],
    enabled: isOpen,
    run: () => openDialog({ type: 'add', place: hasNodes() ? null : canvas.getState().pointer, from: null }),
  },
  {
    id: 'connect',
    title: 'Connect selected block to…',
    group: 'Edit',
    keys: ['C'],
    enabled: () => isOpen() && session.getState().selectedNodes.size === 1,
    run: () => openDialog({ type: 'connect', node: [...session.getState().selectedNodes][0] ?? '' }),
  },
  nudge('left', 'ArrowLeft', -1, 0),
  nudge('right', 'ArrowRight', 1, 0),
  nudge('up', 'ArrowUp', 0, -1),
  nudge('down', 'ArrowDown', 0, 1),

  { id: 'fit', title: 'Fit view', group: 'View', keys: ['F'], enabled: isOpen, run: () => canvasView()?.fit() },
  { id: 'zoomIn', title: 'Zoom in', group: 'View', keys: ['+', '='], enabled: isOpen, run: () => canvasView()?.zoomIn() },
  { id: 'zoomOut', title: 'Zoom out', group: 'View', keys: ['-'], enabled: isOpen, run: () => canvasView()?.zoomOut() },
  { id: 'layout', title: 'Auto-layout', group: 'View', keys: ['L'], enabled: isOpen, run: () => void autoLayout() },
  {
    id: 'direction',
    title: 'Turn the reading direction',
    group: 'View',
    enabled: isOpen,
    run: () => setDirection(direction() === 'right' ? 'down' : 'right'),
  },
  {
    id: 'left',
    title: 'Show or hide blocks and projects',
    group: 'View',
    keys: ['Ctrl+B'],
    always: true,
    enabled: isOpen,
    run: () => togglePanel('left'),
  },
  {
    id: 'right',
    title: 'Show or hide the inspector',
    group: 'View',
    keys: ['Ctrl+I'],
    always: true,
    enabled: isOpen,
    run: () => togglePanel('right'),
  },
  {
    id: 'bottom',
    title: 'Show or hide the dock',
    group: 'View',
    keys: ['Ctrl+J'],
    always: true,
    enabled: isOpen,
    run: () => togglePanel('bottom'),
  },
  { id: 'training', title: 'Show training', group: 'View', keys: ['1'], enabled: isOpen, run: () => showTab('training') },
  { id: 'runs', title: 'Show runs', group: 'View', keys: ['2'], enabled: isOpen, run: () => showTab('runs') },
  { id: 'data', title: 'Show data', group: 'View', keys: ['3'], enabled: isOpen, run: () => showTab('data') },
  { id: 'code', title: 'Show code', group: 'View', keys: ['4'], enabled: isOpen, run: () => showTab('code') },
  { id: 'problems', title: 'Show problems', group: 'View', keys: ['5'], enabled: isOpen, run: () => showTab('problems') },
  {
    id: 'doctor',
    title: 'Show the doctor',
    group: 'View',
    keys: ['6'],
    words: ['advice', 'overfitting', 'gradients'],
    enabled: isOpen,
    run: () => showTab('doctor'),
  },

  {
    id: 'run',
    title: 'Run: train this model',
    group: 'Training',
    keys: ['Ctrl+Enter'],
    always: true,
    enabled: isOpen,
    run: () => void startRun(),
  },
  {
    id: 'quickRun',
    title: 'Run one epoch of 2,000 examples',
    group: 'Training',
    enabled: isOpen,
    run: () => void startRun({ epochs: 1, limit: 2000 }),
  },
  {
    id: 'pause',
    title: 'Pause training',
    group: 'Training',
    enabled: isRunning,
    run: () => void controlRun('pauseRun', current()?.id ?? ''),
  },
  {
    id: 'resume',
    title: 'Resume training',
    group: 'Training',
    enabled: isPaused,
    run: () => void controlRun('resumeRun', current()?.id ?? ''),
  },
  {
    id: 'stop',
    title: 'Stop training',
    group: 'Training',
    enabled: () => {
      const run = current();
      return run !== null && isLive(run.state);
    },
    run: () => void controlRun('stopRun', current()?.id ?? ''),
  },
  {
    id: 'learningRate',
    title: 'Find the learning rate…',
    group: 'Training',
    words: ['range test', 'finder', 'step length'],
    enabled: isOpen,
    run: () => openDialog({ type: 'learningRate' }),
  },
  {
    id: 'weights',
    title: 'Start from a run…',
    group: 'Training',
    words: ['pre-trained', 'transfer', 'fine-tune', 'weights', 'freeze'],
    enabled: isOpen,
    run: () => openDialog({ type: 'weights', node: null }),
  },
  {
    id: 'predictions',
    title: 'Predictions of a run…',
    group: 'Training',
    words: ['predict', 'dropout', 'ensemble', 'spread', 'uncertainty', 'monte carlo', 'standard deviation'],
    enabled: isOpen,
    run: () => openDialog({ type: 'predictions', run: null, passes: 0 }),
  },
  {
    id: 'playground',
    title: 'Optimizer playground',
    group: 'Training',
    words: ['loss surface', 'sgd', 'momentum', 'adam', 'learning rate'],
    run: () => openDialog({ type: 'playground' }),
  },
  {
    id: 'export',
    title: 'Export a trained model…',
    group: 'Training',
    keys: ['Ctrl+E'],
    always: true,
    enabled: isOpen,
    run: () => openDialog({ type: 'export', run: null }),
  },

  ...blocks.map((block): Action => ({
    id: `add ${block.kind}`,
    title: `Add ${block.title}`,
    group: 'Add block',
    words: blockWords(block),
    enabled: () => isOpen() && standsHere(block, documents.getState().open?.path ?? []),
    run: () => addBlock(block.kind),
  })),

  { id: 'light', title: 'Light theme', group: 'Window', run: () => settings.setTheme('light') },
  { id: 'dark', title: 'Dark theme', group: 'Window', run: () => settings.setTheme('dark') },
  { id: 'system', title: 'Theme of the system', group: 'Window', run: () => settings.setTheme('system') },
  { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'Window', keys: ['?'], run: () => openDialog({ type: 'shortcuts' }) },
];

/** The keys of an action, for a tooltip. */
export const keysOf = (id: string): string | undefined => actions.find((action) => action.id === id)?.keys?.[0];
