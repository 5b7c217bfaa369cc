import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { editedPlan } from '../../shared/run/editedPlan.ts';
import type { EngineName } from '../../shared/run/engines.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import { comparedEngines } from '../engine/testing/testEngines.ts';
import { decodeSafetensors } from './safetensors.ts';
import type { FromWorker } from './protocol.ts';
import { statefulDocument } from './testing/statefulDocument.ts';
import { trainPlan } from './testing/trainPlan.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-edited-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

function project(): ProjectDocument {
  const document = statefulDocument();
  const adam = { kind: 'adam', values: { learningRate: 0.01 } };
  return {
    ...document,
    training: { ...document.training, epochs: 3, batchSize: 16, optimizer: adam },
    data: { ...document.data, dataset: { kind: 'xor', values: { count: 72, noise: 0.05, seed: 1 } }, validationSize: 20 },
  };
}
function planOf(document: ProjectDocument, edit: RunEdit = {}): TrainPlan {
  const built = buildPlan(document);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  const edited = editedPlan(built.plan, document, edit);
  if ('problem' in edited) throw new Error(edited.problem);
  return edited.plan;
}

const blockEdit = (node: string, own: object): RunEdit => ({ blocks: [{ graph: project().root, node, title: node, ...own }] });
const lastOf = (messages: readonly FromWorker[], step = Infinity): string => {
  const found = messages.filter((message) => message.type === 'checkpoint' && message.step <= step).at(-1);
  if (found?.type !== 'checkpoint') throw new Error('no checkpoint');
  return found.path;
};

/** Trains, changed after the first epoch; the bytes of its last checkpoint, and of all others by step. */
async function train(engine: EngineName, at: string, edit: RunEdit): Promise<Map<number, Buffer>> {
  const plan = planOf(project());
  const kept = new Map<number, Buffer>();
  const messages = await trainPlan(plan, {
    engine,
    directory: join(directory, at),
    hear: (message, control) => {
      if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
      if (message.type !== 'paused') return;
      control.edit(edit, edit.blocks && planOf(project(), edit));
      setImmediate(() => control.set('run'));
    },
  });
  for (const message of messages) if (message.type === 'checkpoint') kept.set(message.step, await readFile(message.path));
  return kept;
}
const end = (kept: Map<number, Buffer>): Buffer => kept.get(Math.max(...kept.keys())) ?? Buffer.alloc(0);
const weight = (file: Buffer, key: string): readonly number[] => [...(decodeSafetensors(file).state[key]?.numbers ?? [])];

it.each(['cpu', ...comparedEngines] as const)(
  'a rate and what is frozen are changed of a run that is paused: the same change gives the same bytes, also from a later checkpoint on (%s)',
  async (engine) => {
    const unchanged = await train(engine, 'unchanged', { learningRate: 0.01 });
    // A change to what it was already: the state goes on through the other model as it is, with the optimizer's slots and counters.
    const same = await train(engine, 'same', blockEdit('drop', { values: { rate: 0.3 } }));
    expect(decodeSafetensors(end(same)).state).toEqual(decodeSafetensors(end(unchanged)).state);

    const rate = blockEdit('drop', { values: { rate: 0.6 } });
    const twice = [await train(engine, 'a', rate), await train(engine, 'b', rate)].map(end);
    expect(twice[0]?.equals(twice[1] ?? Buffer.alloc(0))).toBe(true);
    expect(weight(end(unchanged), 'out/kernel')).not.toEqual(weight(twice[0] ?? Buffer.alloc(0), 'out/kernel'));

    // Frozen after the first epoch: nothing of it moves any more, and its slots are gone.
    const freeze = blockEdit('first', { frozen: true });
    const frozen = await train(engine, 'frozen', freeze);
    const before = unchanged.get(4) ?? Buffer.alloc(0);
    expect(weight(end(frozen), 'first/kernel')).toEqual(weight(before, 'first/kernel'));
    expect(weight(end(frozen), 'out/kernel')).not.toEqual(weight(before, 'out/kernel'));
    expect(Object.keys(decodeSafetensors(end(frozen)).state).filter((key) => key.startsWith('first/'))).toEqual([
      'first/kernel',
      'first/bias',
    ]);

    // A new process goes on from a checkpoint of after the change, and from one of before it, where the pause was its last.
    for (const [checkpoint, name] of [
      [8, 'frozen'],
      [4, 'unchanged'],
    ] as const) {
      const from = join(directory, name, `checkpoint-${checkpoint}.safetensors`);
      const messages = await trainPlan(planOf(project(), freeze), {
        engine,
        directory: join(directory, `${name}-on`),
        checkpoint: from,
        edits: freeze,
      });
      expect(weight(await readFile(lastOf(messages)), 'out/kernel')).toEqual(weight(end(frozen), 'out/kernel'));
    }
  },
);

it('says what cannot be changed', () => {
  const plan = planOf(project());
  const problem = (edit: RunEdit): unknown => editedPlan(plan, project(), edit);
  expect(problem(blockEdit('first', { values: { units: 8 } }))).toMatchObject({ problem: expect.stringMatching(/units.*start a new one/) });
  expect(problem(blockEdit('drop', { values: { rate: 1 } }))).toMatchObject({ problem: expect.stringMatching(/rate.*cannot be taken/) });
  expect(problem(blockEdit('gone', { frozen: true }))).toMatchObject({ problem: expect.stringMatching(/no block/) });
  const all = ['first', 'norm', 'out'].flatMap((node) => blockEdit(node, { frozen: true }).blocks ?? []);
  expect(problem({ blocks: all })).toMatchObject({ problem: expect.stringMatching(/no weights to train/) });
});

it('a learning rate that is changed of a stopped run is told with the step that it makes, as of a paused one', async () => {
  const plan = planOf(project());
  const edits: RunEdit = { learningRate: 0.001 };
  const rates = (messages: readonly FromWorker[]): readonly string[] =>
    messages
      .flatMap((message) => (message.type === 'points' ? message.points : []))
      .filter(({ series }) => series.name === 'learningRate')
      .flatMap(({ series, points }) => points.map((point) => `${series.unit} ${point.join(' ')}`))
      .toSorted();
  const run = (at: string, edit: boolean) =>
    trainPlan(plan, {
      directory: join(directory, at),
      hear: (message, control) => {
        if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
        if (message.type !== 'paused') return;
        if (edit) control.edit(edits);
        setImmediate(() => control.set(edit ? 'run' : 'stop'));
      },
    });
  const paused = rates(await run('paused', true));
  expect(paused.slice(0, 2)).toEqual(['batch 1 1 0.01', expect.stringMatching(/^batch \d+ \d 0\.001$/)]);
  const stopped = await run('stopped', false);
  expect(rates(stopped)).toEqual([]);
  const resumed = await trainPlan(plan, { directory: join(directory, 'on'), checkpoint: lastOf(stopped), edits });
  expect(rates(resumed)).toEqual(paused);
  // From a checkpoint that knows the change, nothing is told twice: what was told before stays.
  const later = await trainPlan(plan, { directory: join(directory, 'later'), checkpoint: lastOf(resumed, 8), edits });
  expect(rates(later).at(0)).toBe('batch 10 3 0.001');
});
