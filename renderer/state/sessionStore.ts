import { createStore } from 'zustand/vanilla';
import { newId } from '../../shared/graph/newId.ts';

export const dockTabs = ['training', 'runs', 'data', 'code', 'problems', 'doctor'] as const;
export type DockTab = (typeof dockTabs)[number];

export interface Toast {
  readonly id: string;
  readonly kind: 'info' | 'success' | 'error';
  readonly text: string;
  readonly action?: { readonly title: string; readonly run: () => void };
  /** What it is about: a newer one about the same takes its place. */
  readonly topic?: string;
}

/** A window over the window. */
export type OpenDialog =
  | { readonly type: 'commands' }
  | { readonly type: 'shortcuts' }
  | { readonly type: 'history' }
  | { readonly type: 'playground' }
  | { readonly type: 'learningRate' }
  | { readonly type: 'editRun'; readonly run: string }
  /** Chooses a run to start from, for a block or (null) the whole model. */
  | { readonly type: 'weights'; readonly node: string | null }
  /** Looks at the units of a Dense block. */
  | { readonly type: 'neurons'; readonly node: string }
  /** What a run says of examples, with so many passes of dropout left on. */
  | { readonly type: 'predictions'; readonly run: string | null; readonly passes: number }
  | { readonly type: 'connect'; readonly node: string }
  /** Chooses a block to add: its centre, and the output it is wired to. */
  | {
      readonly type: 'add';
      readonly place: { readonly x: number; readonly y: number } | null;
      readonly from: { readonly node: string; readonly port: string } | null;
    }
  | { readonly type: 'export'; readonly run: string | null }
  | { readonly type: 'confirm'; readonly title: string; readonly text: string; readonly action: string; readonly run: () => void };

/** What a person is looking at: gone with the window, never part of a document, never undone. */
export interface SessionState {
  readonly selectedNodes: ReadonlySet<string>;
  readonly selectedEdges: ReadonlySet<string>;
  readonly tab: DockTab;
  readonly dialog: OpenDialog | null;
  readonly toasts: readonly Toast[];
  /** Runs whose curves are shown; null = the newest one of the project. */
  readonly shownRuns: readonly string[] | null;
}

const none: ReadonlySet<string> = new Set();

export const session = createStore<SessionState>()(() => ({
  selectedNodes: none,
  selectedEdges: none,
  tab: 'training',
  dialog: null,
  toasts: [],
  shownRuns: null,
}));

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size === b.size && [...a].every((id) => b.has(id));

/** Selects exactly these. */
export function select(nodes: Iterable<string>, edges: Iterable<string> = []): void {
  const selectedNodes = new Set(nodes);
  const selectedEdges = new Set(edges);
  const before = session.getState();
  if (same(before.selectedNodes, selectedNodes) && same(before.selectedEdges, selectedEdges)) return;
  session.setState({ selectedNodes, selectedEdges });
}

export const openDialog = (dialog: OpenDialog | null): void => session.setState({ dialog });
export const showTab = (tab: DockTab): void => session.setState({ tab });

/** Toasts that stand at once. */
const mostToasts = 3;
/** Milliseconds a toast stays. */
const toastTime = { info: 3000, success: 5000, error: 8000 } as const;

/** Says something for a moment. An equal one, or one about the same, that still stands is said again, not twice. */
export function toast(kind: Toast['kind'], text: string, more: Pick<Toast, 'action' | 'topic'> = {}): void {
  const added: Toast = { id: newId('toast'), kind, text, ...more };
  const isReplaced = (other: Toast): boolean =>
    other.kind !== 'error' || other.text === text || (added.topic !== undefined && other.topic === added.topic);
  // What is said in passing gives way to the next; what went wrong stays beside it.
  session.setState(({ toasts }) => ({
    toasts: [...toasts.filter((other) => !isReplaced(other)), added].slice(-mostToasts),
  }));
  setTimeout(() => dismissToast(added.id), toastTime[kind]);
}
export function dismissToast(id: string): void {
  session.setState(({ toasts }) => ({ toasts: toasts.filter((other) => other.id !== id) }));
}
