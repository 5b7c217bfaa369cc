import { createStore, type StoreApi } from 'zustand/vanilla';
import { rootGraph, type Graph, type ProjectDocument } from '../../shared/graph/document.ts';
import type { Edit } from '../../shared/graph/edits.ts';
import { graphAt } from '../../shared/graph/groups.ts';
import { inferDocument, inferenceAt, type Inference } from '../../shared/graph/inferDocument.ts';
import type { GraphInference } from '../../shared/graph/inferNode.ts';
import { ContractError } from '../../shared/ipc/port.ts';
import type { ProjectRecord, ProjectRow } from '../../shared/ipc/rows.ts';
import { messageOf, type Connection } from './connection.ts';
import { dropDraft, findDraft, keepDraft } from './drafts.ts';
import { emptyHistory, recordEdits, redoEdits, undoEdits, type Changed, type History } from './history.ts';
import { findUndo, keepUndo } from './undoMemory.ts';

export interface OpenProject {
  readonly document: ProjectDocument;
  readonly inference: Inference;
  /** The groups that have been opened, by their nodes from the outermost; empty = the outermost graph is seen. */
  readonly path: readonly string[];
  /** The graph that is seen, and what is known of its blocks. */
  readonly graph: Graph;
  readonly known: GraphInference;
  readonly history: History;
  /** The newest revision known to be on disk. */
  readonly revision: number;
}
/** `conflict` = someone else saved meanwhile: a person has to choose. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';

export interface DocumentState {
  readonly open: OpenProject | null;
  readonly save: SaveState;
  /** Why the last save failed. */
  readonly saveProblem: string | null;
}

interface EditWords {
  readonly label: string;
  readonly merge?: string | null;
}

export interface DocumentStore extends StoreApi<DocumentState> {
  /** Applies edits as one step of undo. Throws in words when they do not fit. */
  edit(edits: readonly Edit[], words: EditWords): void;
  /** Opens the graph that a way of groups leads to; of a way that ends nowhere, as far as it goes. */
  enter(path: readonly string[]): void;
  undo(): string | null;
  redo(): string | null;
  /** Shows a project. Unsaved edits that a lost page left behind come back, and so do the steps of undo. */
  show(record: ProjectRecord): void;
  /** Saves what is unsaved and closes. */
  close(): Promise<void>;
  /** Resolves once everything is on disk; rejects with the reason when it cannot be. */
  flush(): Promise<void>;
  /** Ends a conflict: this window's document, or the stored one. */
  settle(choice: 'mine' | 'theirs'): Promise<void>;
  /** Puts unsaved edits and the steps of undo aside where a page that goes away can leave them. */
  setAside(): void;
}

/** What is seen of a project by a way of opened groups, as far as that still leads. */
function seenBy(document: ProjectDocument, inference: Inference, path: readonly string[]): Pick<OpenProject, 'path' | 'graph' | 'known'> {
  for (let length = path.length; length > 0; length--) {
    const way = path.slice(0, length);
    const [graph, known] = [graphAt(document, way), inferenceAt(inference, way)];
    if (graph && known) return { path: way, graph, known };
  }
  return { path: [], graph: rootGraph(document), known: inference };
}

/** Pause (ms) after the last edit before it is saved, and the longest that edits wait while they keep coming. */
const savePause = 300;
const saveLatest = 2000;

/** The open project: the document, what is inferred of it, its undo, and its way to the disk. */
export function makeDocumentStore(
  contract: Pick<Connection, 'call' | 'on' | 'onOpen'>,
  {
    now = Date.now,
    storage,
    pageStorage,
  }: {
    readonly now?: () => number;
    /** Outlives the window: for edits. */
    readonly storage?: Storage;
    /** Outlives the page: for steps of undo. */
    readonly pageStorage?: Storage;
  } = {},
): DocumentStore {
  const store = createStore<DocumentState>()(() => ({ open: null, save: 'saved', saveProblem: null }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | null = null;
  let saving: Promise<void> | null = null;

  const change = (changed: Changed): void => {
    const { open, save } = store.getState();
    if (!open) return;
    const sameModel = changed.document === open.document;
    const inference = sameModel ? open.inference : inferDocument(changed.document);
    store.setState({
      open: {
        ...open,
        document: changed.document,
        history: changed.history,
        inference,
        ...seenBy(changed.document, inference, open.path),
      },
      save: save === 'conflict' ? 'conflict' : 'unsaved',
    });
    schedule();
  };

  const schedule = (): void => {
    if (store.getState().save === 'conflict') return;
    unsavedSince ??= now();
    clearTimeout(timer);
    timer = setTimeout(() => void startSave(), Math.max(0, Math.min(savePause, unsavedSince + saveLatest - now())));
  };

  const startSave = (): Promise<void> => {
    clearTimeout(timer);
    saving ??= saveNow().finally(() => {
      saving = null;
    });
    return saving;
  };

  /** Saves until the newest document is on disk, or it cannot be. */
  const saveNow = async (): Promise<void> => {
    for (;;) {
      const { open, save } = store.getState();
      if (!open || save === 'saved' || save === 'conflict') return;
      unsavedSince = null;
      store.setState({ save: 'saving' });
      try {
        const row = await contract.call('saveProject', { document: open.document, baseRevision: open.revision });
        const current = store.getState().open;
        if (current?.document.id !== open.document.id) return;
        const newest = current.document === open.document;
        store.setState({ open: { ...current, revision: row.revision }, save: newest ? 'saved' : 'unsaved', saveProblem: null });
        if (newest) {
          dropDraft(open.document.id, storage);
          return;
        }
      } catch (error) {
        if (store.getState().open?.document.id !== open.document.id) return;
        const conflict = error instanceof ContractError && error.code === 'conflict';
        store.setState({ save: conflict ? 'conflict' : 'failed', saveProblem: messageOf(error) });
        return;
      }
    }
  };

  const load = (record: ProjectRecord, history: History = emptyHistory): void => {
    const { document } = record;
    const before = store.getState().open;
    const inference = inferDocument(document);
    const seen = seenBy(document, inference, before?.document.id === document.id ? before.path : []);
    store.setState({
      open: { document, inference, ...seen, history, revision: record.project.revision },
      save: 'saved',
      saveProblem: null,
    });
  };

  // Someone else saved this project: taken over at once where nothing here is unsaved, else the next save meets the conflict.
  const heard = async (row: ProjectRow): Promise<void> => {
    const stale = (): OpenProject | null => {
      const { open, save } = store.getState();
      return open?.document.id === row.id && row.revision > open.revision && save === 'saved' ? open : null;
    };
    const before = stale();
    if (!before) return;
    const record = await contract.call('openProject', { project: row.id });
    const after = stale();
    if (!after || after.document !== before.document || record.project.revision <= after.revision) return;
    // The same content under a new number, as after a command line run, keeps the undo.
    if (JSON.stringify(record.document) === JSON.stringify(after.document)) {
      store.setState({ open: { ...after, revision: record.project.revision } });
    } else {
      load(record);
    }
  };
  contract.on('projectSaved', (row) => void heard(row).catch(() => undefined));
  contract.on('projectDeleted', ({ project }) => {
    if (store.getState().open?.document.id !== project) return;
    clearTimeout(timer);
    store.setState({ open: null, save: 'saved', saveProblem: null });
  });
  contract.onOpen(() => {
    const { open, save } = store.getState();
    if (!open) return;
    if (save === 'failed' || save === 'unsaved') {
      store.setState({ save: 'unsaved' });
      void startSave();
      return;
    }
    if (save !== 'saved') return;
    contract
      .call('openProject', { project: open.document.id })
      .then(
        ({ project }) => heard(project),
        () => undefined,
      )
      .catch(() => undefined);
  });

  return {
    ...store,
    edit(edits, { label, merge = null }) {
      const { open } = store.getState();
      if (!open || edits.length === 0) return;
      change(recordEdits(open.document, open.history, edits, { label, merge, time: now() }));
    },
    enter(path) {
      const { open } = store.getState();
      if (open) store.setState({ open: { ...open, ...seenBy(open.document, open.inference, path) } });
    },
    undo() {
      const { open } = store.getState();
      const changed = open && undoEdits(open.document, open.history);
      if (!changed) return null;
      const label = open.history.past.at(-1)?.label ?? '';
      change(changed);
      return label;
    },
    redo() {
      const { open } = store.getState();
      const changed = open && redoEdits(open.document, open.history);
      if (!changed) return null;
      const label = open.history.future[0]?.label ?? '';
      change(changed);
      return label;
    },
    show(record) {
      clearTimeout(timer);
      unsavedSince = null;
      const draft = findDraft(record.document.id, storage);
      const found = { revision: draft?.revision ?? record.project.revision, unsaved: draft !== null };
      const history = findUndo(draft?.document ?? record.document, found, pageStorage) ?? emptyHistory;
      load(record, history);
      if (!draft) return;
      if (JSON.stringify(draft.document) === JSON.stringify(record.document)) {
        dropDraft(record.document.id, storage);
        return;
      }
      const { open } = store.getState();
      if (!open) return;
      const inference = inferDocument(draft.document);
      store.setState({
        open: { ...open, document: draft.document, inference, ...seenBy(draft.document, inference, open.path) },
        save: draft.revision === record.project.revision ? 'unsaved' : 'conflict',
        saveProblem:
          draft.revision === record.project.revision
            ? null
            : 'This window has edits that were not saved, and the project was saved elsewhere meanwhile.',
      });
      schedule();
    },
    async flush() {
      if (saving) await saving;
      if (store.getState().save === 'unsaved' || store.getState().save === 'failed') await startSave();
      const { save, saveProblem } = store.getState();
      if (save === 'failed' || save === 'conflict') throw new Error(saveProblem ?? 'The project could not be saved.');
    },
    async close() {
      const { open, save } = store.getState();
      if (!open) return;
      if (save !== 'saved') {
        await this.flush().catch(() => undefined);
      }
      this.setAside();
      store.setState({ open: null, save: 'saved', saveProblem: null });
    },
    async settle(choice) {
      const { open } = store.getState();
      if (!open) return;
      const record = await contract.call('openProject', { project: open.document.id });
      dropDraft(open.document.id, storage);
      if (choice === 'theirs') {
        load(record);
        return;
      }
      const current = store.getState().open;
      if (!current) return;
      store.setState({ open: { ...current, revision: record.project.revision }, save: 'unsaved', saveProblem: null });
      await startSave();
    },
    setAside() {
      const { open, save } = store.getState();
      if (!open) return;
      const { document, revision, history } = open;
      const unsaved = save !== 'saved';
      if (unsaved) keepDraft({ document, revision }, storage);
      keepUndo(document.id, { history, revision, unsaved }, pageStorage);
    },
  };
}
