import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createDocument } from '../graph/createDocument.ts';
import { makeClient } from './client.ts';
import { commands } from './commands.ts';
import { eventWindow, type AnyEvent } from './messages.ts';
import { ContractError, type Port } from './port.ts';
import { portPair } from './portPair.ts';
import type { ProjectRow, SettingsRow } from './rows.ts';
import { makeServer, type Handlers } from './server.ts';

const settings: SettingsRow = { theme: 'dark', engine: 'auto', layout: { left: 240 } };
const project: ProjectRow = { id: 'p', name: 'P', created: 1, changed: 2, revision: 3, runs: 0, looked: false };
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** Handlers that refuse everything but what a test gives. */
function handlersWith(given: Partial<Handlers>): Handlers {
  const refuse = (): never => {
    throw new ContractError('unavailable', 'not in this test');
  };
  const all = Object.fromEntries(Object.keys(commands).map((name) => [name, refuse]));
  return { ...all, ...given } as Handlers;
}
function connect(given: Partial<Handlers>, tap: (port: Port) => Port = (port) => port) {
  const [near, far] = portPair();
  const listeners = new Set<(event: AnyEvent) => void>();
  const faults: unknown[] = [];
  const server = makeServer(
    far,
    handlersWith(given),
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    { onFault: (_, error) => faults.push(error) },
  );
  const client = makeClient(tap(near));
  onTestFinished(() => client.close());
  return { client, server, near, faults, listeners, emit: (event: AnyEvent) => listeners.forEach((listener) => listener(event)) };
}

test('a call reaches its handler parsed, and its answer comes back', async () => {
  const getPoints = vi.fn<Handlers['getPoints']>(() => ({ series: [], next: null }));
  const { client } = connect({ getPoints, listProjects: () => [project] });
  expect(await client.call('listProjects', {})).toEqual([project]);
  expect(await client.call('getPoints', { run: 'r' })).toEqual({ series: [], next: null });
  expect(getPoints).toHaveBeenCalledWith({ run: 'r', after: 0, limit: 10_000 });
});

test('answers find their calls in whatever order they come', async () => {
  const release: (() => void)[] = [];
  const { client } = connect({
    openProject: ({ project: id }) =>
      new Promise((resolve) => release.push(() => resolve({ project: { ...project, id }, document: createDocument(id) }))),
  });
  const calls = ['a', 'b', 'c'].map((id) => client.call('openProject', { project: id }));
  await settle();
  for (const answer of release.toReversed()) answer();
  expect((await Promise.all(calls)).map((record) => record.project.id)).toEqual(['a', 'b', 'c']);
});

test('a refusal keeps its code and words; a fault is told as failed and reported', async () => {
  const { client, faults } = connect({
    openProject: () => Promise.reject(new ContractError('notFound', 'There is no such project.')),
    listRuns: () => {
      throw new TypeError('oh no');
    },
    getSettings: () => JSON.parse('{"theme": "pink", "engine": "auto", "layout": {}}'),
  });
  await expect(client.call('openProject', { project: 'x' })).rejects.toMatchObject({
    code: 'notFound',
    message: 'There is no such project.',
  });
  await expect(client.call('listRuns', {})).rejects.toMatchObject({ code: 'failed', message: 'listRuns failed: oh no' });
  await expect(client.call('getSettings', {})).rejects.toMatchObject({ code: 'failed' });
  expect(faults).toHaveLength(2);
});

test('input that does not fit is refused before any handler', async () => {
  const startRun = vi.fn<Handlers['startRun']>();
  const { client } = connect({ startRun });
  await expect(client.call('startRun', { project: 'p', epochs: 0 })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('startRun: epochs'),
  });
  await expect(client.call('startRun', { project: '' })).rejects.toMatchObject({ code: 'invalid' });
  expect(startRun).not.toHaveBeenCalled();
});

test('whatever a port sends, no handler gets invalid input, and every well-formed call is answered once', async () => {
  const names = Object.keys(commands) as (keyof typeof commands)[];
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue()), { maxLength: 8 }),
      async (calls) => {
        const [near, far] = portPair();
        const answers: unknown[] = [];
        near.onMessage((message) => answers.push(message));
        const given: Partial<Handlers> = Object.fromEntries(
          names.map((name) => [
            name,
            (input: unknown) => {
              if (!commands[name].input.safeParse(input).success) throw new Error('invalid input came through');
              throw new ContractError('unavailable', 'seen');
            },
          ]),
        );
        const faults: unknown[] = [];
        makeServer(far, handlersWith(given), () => () => {}, { onFault: (_, error) => faults.push(error) });
        for (const [id, [name, input]] of calls.entries()) near.send({ type: 'call', id, name, input });
        await settle();
        expect(faults).toEqual([]);
        expect(answers.map((answer) => (answer as { id: number }).id).toSorted((a, b) => a - b)).toEqual(calls.map((_, id) => id));
        near.close();
      },
    ),
    { numRuns: 300 },
  );
});

test.each([
  [null],
  ['text'],
  [{ type: 'call' }],
  [{ type: 'call', id: -1, name: 'getSettings', input: {} }],
  [{ type: 'taken', count: 0 }],
  [{ type: 'nothing' }],
])('a port that sends %j does not speak the contract and is closed', async (message) => {
  const [near, far] = portPair();
  makeServer(far, handlersWith({}), () => () => {});
  const closed = vi.fn();
  near.onClose(closed);
  near.send(message);
  await settle();
  expect(closed).toHaveBeenCalledOnce();
});

test('input nested deeper than the stack is refused in words', async () => {
  let layout: SettingsRow['layout'] = {};
  for (let depth = 0; depth < 200_000; depth++) layout = { layout };
  const { client } = connect({});
  const call = client.call('setSettings', { layout });
  await expect(call).rejects.toMatchObject({ code: 'invalid', message: expect.stringMatching(/nested/) });
});

test('keys that would reach a prototype change nothing', async () => {
  const setSettings = vi.fn<Handlers['setSettings']>(() => settings);
  const { near } = connect({ setSettings });
  near.send({
    type: 'call',
    id: 900,
    name: 'setSettings',
    input: JSON.parse('{"layout": {"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}}'),
  });
  await settle();
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('closing ends waiting calls and everything after them', async () => {
  const { client, listeners } = connect({ listRuns: () => new Promise(() => {}) });
  const call = client.call('listRuns', {});
  const closed = vi.fn();
  client.onClose(closed);
  client.close();
  await expect(call).rejects.toMatchObject({ code: 'closed' });
  await expect(client.call('listRuns', {})).rejects.toMatchObject({ code: 'closed' });
  expect(closed).toHaveBeenCalledOnce();
  expect(listeners.size).toBe(0);
});

test('a flood of events meets a slow face: never more than the window under way, and in the end all points are there', async () => {
  let held: unknown[] = [];
  let release = (): void => {};
  const { client, emit } = connect({}, (port) => ({
    ...port,
    // A face too busy to take messages until it is released.
    onMessage(receive) {
      port.onMessage((message) => held.push(message));
      release = () => {
        const waiting = held;
        held = [];
        for (const message of waiting) receive(message);
      };
    },
  }));
  const steps: number[] = [];
  let last = 0;
  client.on('pointsAdded', ({ points }) => {
    for (const series of points) for (const [step] of series.points) steps.push(step);
  });
  client.on('projectSaved', ({ revision }) => {
    last = revision;
  });
  const total = 5000;
  for (let step = 1; step <= total; step++) {
    emit({
      name: 'pointsAdded',
      data: {
        run: 'r',
        points: [{ series: { id: 1, run: 'r', name: 'loss', split: 'train', head: '', unit: 'batch' }, points: [[step, 1, 0]] }],
      },
    });
    emit({ name: 'projectSaved', data: { ...project, revision: step } });
    if (step % 500 === 0) {
      await settle();
      expect(held.length).toBeLessThanOrEqual(eventWindow);
    }
  }
  while (last < total) {
    release();
    await settle();
  }
  expect(steps).toEqual(Array.from({ length: total }, (_, index) => index + 1));
});

test('an event that a handler cannot take still gives its credit back', async () => {
  const errors: unknown[] = [];
  const { client, emit } = connect({}, (port) => ({
    ...port,
    onMessage: (receive) =>
      port.onMessage((message) => {
        try {
          receive(message);
        } catch (error) {
          errors.push(error);
        }
      }),
  }));
  let heard = 0;
  client.on('settingsChanged', () => {
    heard += 1;
    throw new Error('a handler broke');
  });
  for (let index = 0; index < eventWindow * 2; index++) {
    emit({ name: 'settingsChanged', data: settings });
    await settle();
  }
  expect(heard).toBe(eventWindow * 2);
  expect(errors).toHaveLength(eventWindow * 2);
});
