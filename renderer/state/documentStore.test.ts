import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createDocument } from '../../shared/graph/createDocument.ts';
import { createNode } from '../../shared/graph/createNode.ts';
import { rootGraph } from '../../shared/graph/document.ts';
import { makeConnection } from './connection.ts';
import { makeDocumentStore } from './documentStore.ts';
import { findDraft } from './drafts.ts';
import { fakeStorage } from './testing/fakeStorage.ts';
import { fakeWork } from './testing/fakeWork.ts';
import { undoRoom } from './undoMemory.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(milliseconds);

/** A window: its connection and its document. */
async function openWindow(work: ReturnType<typeof fakeWork>, storage = fakeStorage(), pageStorage = fakeStorage()) {
  const contract = makeConnection(work.open);
  onTestFinished(() => contract.close());
  const store = makeDocumentStore(contract, { storage, pageStorage });
  contract.start();
  await pass();
  return {
    contract,
    store,
    storage,
    pageStorage,
    rename: (name: string) => store.edit([{ type: 'setProject', changes: { name } }], { label: 'Rename', merge: 'name' }),
  };
}
async function openProject() {
  const work = fakeWork();
  const document = createDocument('One');
  work.save(document, 0);
  const window = await openWindow(work);
  window.store.show(work.record(document.id));
  return { work, id: document.id, ...window };
}

describe('saving', () => {
  it('saves a moment after the last edit, once', async () => {
    const { work, store, rename, id } = await openProject();
    rename('Tw');
    await pass(200);
    rename('Two');
    await pass(200);
    expect(work.saves()).toBe(1);
    expect(store.getState().save).toBe('unsaved');
    await pass(200);
    expect(work.saves()).toBe(2);
    expect(work.record(id).document.name).toBe('Two');
    expect(store.getState()).toMatchObject({ save: 'saved', open: { revision: 2 } });
  });

  it('does not wait for ever while edits keep coming', async () => {
    const { work, rename } = await openProject();
    for (let edit = 0; edit < 20; edit += 1) {
      rename(`Name ${edit}`);
      await pass(150);
    }
    expect(work.saves()).toBeGreaterThanOrEqual(2);
  });

  it('says why it cannot, keeps the edits, and saves them when asked again', async () => {
    const { work, store, rename, id } = await openProject();
    work.failure = 'The disk is full.';
    rename('Two');
    await pass(400);
    expect(store.getState()).toMatchObject({ save: 'failed', saveProblem: 'The disk is full.' });
    await expect(store.flush()).rejects.toThrow('The disk is full.');
    work.failure = null;
    await store.flush();
    expect(work.record(id).document.name).toBe('Two');
  });

  it('saves what was edited while the connection was away', async () => {
    const { work, store, rename, contract, id } = await openProject();
    work.goAway();
    await pass();
    expect(contract.status.getState().state).toBe('lost');
    rename('Two');
    await pass(3000);
    expect(store.getState().save).toBe('failed');
    work.comeBack();
    await pass(10_000);
    expect(contract.status.getState().state).toBe('open');
    expect(store.getState().save).toBe('saved');
    expect(work.record(id).document.name).toBe('Two');
  });

  it('undoes and does again, and saves that too', async () => {
    const { work, store, rename, id } = await openProject();
    rename('Two');
    await pass(400);
    expect(store.undo()).toBe('Rename');
    expect(store.undo()).toBeNull();
    await pass(400);
    expect(work.record(id).document.name).toBe('One');
    expect(store.redo()).toBe('Rename');
    await pass(400);
    expect(work.record(id).document.name).toBe('Two');
  });

  it('infers at each edit', async () => {
    const { store } = await openProject();
    const { document } = store.getState().open ?? { document: createDocument('none') };
    const node = createNode('dense');
    store.edit([{ type: 'addNode', graph: document.root, node }], { label: 'Add' });
    expect(store.getState().open?.inference.nodes[node.id]?.problems).not.toEqual([]);
  });
});

describe('two windows of one project', () => {
  it('follow each other', async () => {
    const { work, rename, id } = await openProject();
    const other = await openWindow(work);
    other.store.show(work.record(id));
    rename('Two');
    await pass(400);
    expect(other.store.getState().open).toMatchObject({ document: { name: 'Two' }, revision: 2 });
  });

  it.each(['mine', 'theirs'] as const)('meet in a conflict, which a person ends: %s', async (choice) => {
    const { work, store, rename, id } = await openProject();
    rename('Mine');
    work.save({ ...work.record(id).document, name: 'Theirs' }, 1);
    await pass(400);
    expect(store.getState().save).toBe('conflict');
    expect(store.getState().open?.document.name).toBe('Mine');
    rename('Mine');
    await pass(5000);
    expect(work.record(id).document.name).toBe('Theirs');
    await store.settle(choice);
    const name = choice === 'mine' ? 'Mine' : 'Theirs';
    expect(store.getState()).toMatchObject({ save: 'saved', open: { document: { name } } });
    expect(work.record(id).document.name).toBe(name);
  });

  it('closes when the project is deleted elsewhere', async () => {
    const { work, store, id } = await openProject();
    work.emit({ name: 'projectDeleted', data: { project: id } });
    await pass();
    expect(store.getState().open).toBeNull();
  });
});

describe('a page that goes away', () => {
  it('leaves its unsaved edits, which come back and are saved', async () => {
    const { work, store, storage, rename, id } = await openProject();
    rename('Two');
    store.setAside();
    expect(findDraft(id, storage)?.document.name).toBe('Two');
    const next = await openWindow(work, storage);
    next.store.show(work.record(id));
    expect(next.store.getState()).toMatchObject({ save: 'unsaved', open: { document: { name: 'Two' } } });
    await pass(400);
    expect(work.record(id).document.name).toBe('Two');
    expect(findDraft(id, storage)).toBeNull();
  });

  it('leaves nothing when all is saved', async () => {
    const { store, storage, id } = await openProject();
    store.setAside();
    expect(findDraft(id, storage)).toBeNull();
  });

  it('asks when the project was saved elsewhere meanwhile', async () => {
    const { work, store, storage, rename, id } = await openProject();
    rename('Mine');
    store.setAside();
    work.save({ ...work.record(id).document, name: 'Theirs' }, 1);
    const next = await openWindow(work, storage);
    next.store.show(work.record(id));
    expect(next.store.getState().save).toBe('conflict');
    await next.store.settle('theirs');
    expect(rootGraph(work.record(id).document).nodes).toEqual({});
    expect(next.store.getState().open?.document.name).toBe('Theirs');
  });

  it('is not misled by a draft that cannot be read', async () => {
    const { work, storage, id } = await openProject();
    storage.setItem(`netloom.draft.${id}`, '{"document":1}');
    const next = await openWindow(work, storage);
    next.store.show(work.record(id));
    expect(next.store.getState()).toMatchObject({ save: 'saved', open: { document: { name: 'One' } } });
  });

  it.each(['saved', 'not yet saved'])('leaves its steps of undo to the next page, %s', async (state) => {
    const { work, contract, store, storage, pageStorage, rename, id } = await openProject();
    for (const name of ['Two', 'Three', 'Four']) {
      rename(name);
      await pass(2000);
    }
    store.undo();
    if (state === 'saved') await pass(400);
    store.setAside();
    contract.close();
    const next = await openWindow(work, storage, pageStorage);
    next.store.show(work.record(id));
    expect(next.store.getState().open?.document.name).toBe('Three');
    expect(next.store.redo()).toBe('Rename');
    expect(next.store.getState().open?.document.name).toBe('Four');
    expect([next.store.undo(), next.store.undo(), next.store.undo(), next.store.undo()]).toEqual(['Rename', 'Rename', 'Rename', null]);
    expect(next.store.getState().open?.document.name).toBe('One');
    await pass(400);
    expect(work.record(id).document.name).toBe('One');
  });

  it('leaves no steps to a document that was saved elsewhere meanwhile', async () => {
    const { work, store, storage, pageStorage, rename, id } = await openProject();
    rename('Two');
    await pass(400);
    store.setAside();
    work.save({ ...work.record(id).document, name: 'Theirs' }, 2);
    const next = await openWindow(work, storage, pageStorage);
    next.store.show(work.record(id));
    expect(next.store.undo()).toBeNull();
  });

  it('is not misled by steps that cannot be taken', async () => {
    const { work, pageStorage, id } = await openProject();
    const step = { label: 'x', time: 1, redo: [], undo: [{ type: 'removeNode', graph: 'main', id: 'gone' }] };
    pageStorage.setItem(`netloom.undo.${id}`, JSON.stringify({ revision: 1, unsaved: false, past: [step], future: [] }));
    const next = await openWindow(work, fakeStorage(), pageStorage);
    next.store.show(work.record(id));
    expect(next.store.undo()).toBeNull();
  });

  it('leaves only as many steps as there is room for, the newest', async () => {
    const { work, store, storage, pageStorage, id } = await openProject();
    for (let step = 1; step <= 9; step += 1) {
      store.edit([{ type: 'setProject', changes: { notes: String(step).repeat(undoRoom / 10) } }], { label: `Step ${step}` });
    }
    await pass(400);
    store.setAside();
    const next = await openWindow(work, storage, pageStorage);
    next.store.show(work.record(id));
    const labels = next.store.getState().open?.history.past.map(({ label }) => label);
    expect(labels?.at(-1)).toBe('Step 9');
    expect(labels?.length).toBeLessThan(9);
    expect(labels?.length).toBeGreaterThan(2);
  });
});
