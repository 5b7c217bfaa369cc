import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemValue, Values } from '../../shared/catalogue/params.ts';
import { findItem, optimizers } from '../../shared/catalogue/index.ts';
import { defaultValues, parseValues } from '../../shared/catalogue/parseValues.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { splitDataset } from '../data/splitDataset.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';
import type { State } from '../engine/engine.ts';
import { openEngine } from '../engine/openEngine.ts';
import { locateTensorflow } from '../engine/tensorflow/locate.ts';
import { firstPosition, readCheckpoint, writeCheckpoint, type Checkpoint } from './checkpoint.ts';
import { Control } from './control.ts';
import { Outbox } from './outbox.ts';
import type { FromWorker } from './protocol.ts';
import { statefulDocument } from './testing/statefulDocument.ts';
import { stepsPerEpoch, Trainer } from './trainer.ts';

let directory = '';
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-trainer-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

/** Small, and with everything that has a state: dropout, batch normalization, a rest batch. */
function smallPlan(optimizer: ItemValue, own: Partial<TrainPlan> = {}): TrainPlan {
  const document = statefulDocument(['accuracy', 'auc', 'precision']);
  const built = buildPlan({
    ...document,
    training: { ...document.training, epochs: 3, batchSize: 16, optimizer: { kind: optimizer.kind, values: toJson(optimizer.values) } },
    data: { ...document.data, validationSize: 20 },
  });
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return { ...built.plan, ...own };
}

interface Ran {
  readonly outcome: 'finished' | 'stopped' | 'broken';
  readonly reason: string | null;
  readonly messages: FromWorker[];
  readonly points: string[];
  readonly state: State;
}

/** Trains a plan; `watch` sees each message and may steer. */
async function train(
  plan: TrainPlan,
  from: Checkpoint | null,
  watch: (message: FromWorker, control: Control) => void = () => {},
  engineName: 'cpu' | 'tensorflow' = 'cpu',
): Promise<Ran> {
  const engine = await openEngine(engineName);
  const before = engine.tensorCount();
  const data = await loadDataset(plan.data.dataset);
  const split = splitDataset(data, plan.data, plan.seed, ['class']);
  const model = await engine.create(plan, data);
  if (from) await model.writeState(from.state);
  const begun = await model.readState();
  const position = from?.position ?? firstPosition(plan, engine);
  const control = new Control();
  const messages: FromWorker[] = [];
  const send = (message: FromWorker): void => {
    messages.push(message);
    if ('number' in message) outbox.acknowledge(message.number);
    watch(message, control);
  };
  const outbox = new Outbox(send);
  const trainer = new Trainer({
    plane: null,
    plan,
    model,
    split,
    data,
    position,
    begin: () => Promise.resolve(begun),
    change: () => Promise.resolve(model),
    directory,
    control,
    outbox,
    send,
  });
  const { outcome, reason } = await trainer.train();
  const state = await model.readState();
  model.dispose();
  expect(engine.tensorCount(), 'tensors left behind').toBe(before);
  expect(stepsPerEpoch(plan, split)).toBe(Math.ceil(100 / plan.batchSize));
  return { outcome, reason, messages, points: pointRows(messages), state };
}

/** Every point as one line of text, exact to the last bit. Compared sorted: which points share a message depends on the clock. */
const pointRows = (messages: readonly FromWorker[]): string[] =>
  messages.flatMap((message) =>
    message.type === 'points'
      ? message.points.flatMap(({ series, points }) =>
          points.map((point) => `${point[0]} ${series.split} ${series.unit} ${series.name} ${series.head} ${point[1]} ${point[2]}`),
        )
      : [],
  );
const bytes = (state: State): string =>
  JSON.stringify(
    Object.entries(state).map(([key, own]) => [
      key,
      Buffer.from(own.numbers.buffer, own.numbers.byteOffset, own.numbers.byteLength).toString('hex'),
    ]),
  );
const lastCheckpoint = (messages: readonly FromWorker[]): Extract<FromWorker, { type: 'checkpoint' }> => {
  const found = messages.filter((message) => message.type === 'checkpoint').at(-1);
  if (!found) throw new Error('no checkpoint');
  return found;
};

const choices: readonly ItemValue[] = [
  ...optimizers.map((optimizer) => ({ kind: optimizer.kind, values: defaultValues(optimizer.params) })),
  { kind: 'sgd', values: { learningRate: 0.05, momentum: 0.9, nesterov: true } },
];

describe.each(choices)('with $kind', (optimizer) => {
  it('a run stopped in mid-epoch and resumed from its checkpoint equals the unbroken one, byte for byte', async () => {
    const plan = smallPlan(optimizer);
    const whole = await train(plan, null);
    expect(whole.outcome).toBe('finished');
    let points = 0;
    const first = await train(plan, null, (message, control) => {
      if (message.type === 'checkpoint' && ++points === 1) control.set('stop');
    });
    expect(first.outcome).toBe('stopped');
    const stop = lastCheckpoint(first.messages);
    expect(stop.step).toBeLessThan(21);
    const resumed = await train(plan, await readCheckpoint(stop.path, plan.hash));
    expect(resumed.outcome).toBe('finished');
    expect(bytes(resumed.state)).toBe(bytes(whole.state));
    const kept = first.points.filter((row) => Number(row.split(' ')[0]) <= stop.step);
    expect([...kept, ...resumed.points].toSorted()).toEqual(whole.points.toSorted());
  });

  it('the same seed gives the same bytes, another seed others; seed 0 is a seed', async () => {
    const a = await train(smallPlan(optimizer), null);
    const b = await train(smallPlan(optimizer), null);
    const c = await train(smallPlan(optimizer, { seed: 1 }), null);
    expect(bytes(a.state)).toBe(bytes(b.state));
    expect(a.points.toSorted()).toEqual(b.points.toSorted());
    expect(bytes(c.state)).not.toBe(bytes(a.state));
  });
});

const item = (family: 'schedules' | 'callbacks', kind: string, given: Values): ItemValue => ({
  kind,
  values: parseValues(findItem(family, kind).params, given).values,
});
const sgd = { kind: 'sgd', values: { learningRate: 1.5, momentum: 0.5, nesterov: false } };
/** A plan whose learning rate moves by this schedule, after a warm-up. */
function scheduled(schedule: ItemValue, own: Partial<TrainPlan> = {}): TrainPlan {
  const plan = smallPlan(sgd, { epochs: 6, ...own });
  const course = { schedule, warmupEpochs: 0.5, warmupFrom: 0.1 };
  return { ...plan, phases: plan.phases.map((phase) => ({ ...phase, course })) };
}

describe.each([
  ['plateau', { patience: 1, minDelta: 0.2, factor: 0.3 }],
  ['newBob', { factor: 0.3 }],
  ['oneCycle', {}],
] as const)('with the schedule %s', (kind, values) => {
  it('a run resumed from any of its checkpoints equals the unbroken one, byte for byte', async () => {
    const plan = scheduled(item('schedules', kind, values), { checkpointSeconds: 0 });
    const whole = await train(plan, null);
    const rates = whole.points.flatMap((row) => (row.includes(' train batch learningRate ') ? [Number(row.split(' ').at(-1))] : []));
    expect(rates).toHaveLength(42);
    expect(rates[0]).toBeLessThan(rates[3] ?? 0);
    expect(new Set(rates.slice(4)).size, 'it moves').toBeGreaterThan(1);
    const checkpoints = whole.messages.filter((message) => message.type === 'checkpoint');
    for (const { path, step } of checkpoints.filter((_, at) => at % 7 === 3)) {
      const resumed = await train(plan, await readCheckpoint(path, plan.hash));
      expect(bytes(resumed.state), `from step ${step}`).toBe(bytes(whole.state));
      const kept = whole.points.filter((row) => Number(row.split(' ')[0]) <= step);
      expect([...kept, ...resumed.points].toSorted()).toEqual(whole.points.toSorted());
    }
  });
});

describe('early stopping', () => {
  const plan = (epochs = 40): TrainPlan => ({
    ...smallPlan(sgd, { epochs, checkpointSeconds: 0 }),
    callbacks: [item('callbacks', 'earlyStopping', { patience: 3 }), item('callbacks', 'bestCheckpoint', { metric: 'val_accuracy' })],
  });

  it('ends the run, brings the best weights back and says so; resumed, it ends with the same bytes', async () => {
    const whole = await train(plan(), null);
    expect(whole.outcome).toBe('finished');
    const ended = whole.messages.filter((message) => message.type === 'epochEnded');
    const losses = ended.map(({ metrics }) => metrics['val_loss'] ?? Number.NaN);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(ended.length).toBe(best + 3);
    expect(whole.reason).toMatch(
      new RegExp(
        `^Stopped early after epoch ${best + 3} of 40: no improvement in 3 epochs. The weights of epoch ${best} are back, the best: validation loss 0\\.`,
      ),
    );
    const kept = whole.messages.filter((message) => message.type === 'checkpoint' && message.best === 'earlyStopping').at(-1);
    if (kept?.type !== 'checkpoint') throw new Error('no best weights');
    expect(kept.epoch).toBe(best);
    expect(bytes((await readCheckpoint(kept.path, plan().hash)).state)).toBe(bytes(whole.state));
    const checkpoints = whole.messages.filter((message) => message.type === 'checkpoint' && message.best === null);
    for (const checkpoint of [checkpoints[3], checkpoints.at(-4), checkpoints.at(-1)]) {
      if (checkpoint?.type !== 'checkpoint') throw new Error('no checkpoint');
      const resumed = await train(plan(), await readCheckpoint(checkpoint.path, plan().hash));
      expect([bytes(resumed.state), resumed.reason]).toEqual([bytes(whole.state), whole.reason]);
    }
  });

  it('brings the best weights back at the end of a run that was not stopped, too', async () => {
    const { reason, messages } = await train(plan(3), null);
    expect(messages.filter(({ type }) => type === 'epochEnded')).toHaveLength(3);
    expect(reason).toMatch(/^(The weights of epoch \d are back, the best|Its last epoch is its best): validation loss \d/);
  });
});

describe('the trainer', () => {
  const adam = { kind: 'adam', values: defaultValues(optimizers[0]?.params ?? {}) };

  it('stops between any two steps: every step of an epoch can be resumed to the same end', async () => {
    const plan = smallPlan(adam, { epochs: 2, checkpointSeconds: 0 });
    const whole = await train(plan, null);
    const checkpoints = whole.messages.filter((message) => message.type === 'checkpoint');
    // One after each step's call and one an epoch; the first call is a single step.
    expect(checkpoints.length).toBeGreaterThan(4);
    for (const { path, step } of checkpoints) {
      const resumed = await train(plan, await readCheckpoint(path, plan.hash));
      expect(bytes(resumed.state), `from step ${step}`).toBe(bytes(whole.state));
    }
  });

  it('pauses with a checkpoint, goes on, and ends as if it had not', async () => {
    const plan = smallPlan(adam);
    const whole = await train(plan, null);
    const seen: string[] = [];
    const paused = await train(plan, null, (message, control) => {
      if (message.type !== 'points' && message.type !== 'checkpoint') seen.push(message.type);
      if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
      if (message.type === 'paused') setImmediate(() => control.set('run'));
    });
    expect(seen).toEqual(['epochEnded', 'paused', 'resumed', 'epochEnded', 'epochEnded']);
    expect(bytes(paused.state)).toBe(bytes(whole.state));
    expect(paused.points.toSorted()).toEqual(whole.points.toSorted());
  });

  it('goes on after a pause with another learning rate and schedule; resumed from any later checkpoint it ends with the same bytes', async () => {
    const plan = smallPlan(adam, { epochs: 4, checkpointSeconds: 0 });
    const edit = { learningRate: 0.05, schedule: item('schedules', 'cosine', {}) } as RunEdit;
    const unchanged = await train(plan, null);
    const edited = await train(plan, null, (message, control) => {
      if (message.type === 'epochEnded' && message.epoch === 1) control.set('pause');
      if (message.type !== 'paused') return;
      control.edit(edit);
      setImmediate(() => control.set('run'));
    });
    const rates = edited.points.flatMap((row) => (row.includes(' train batch learningRate ') ? [Number(row.split(' ').at(-1))] : []));
    // What stood still before is told too, from the first step to the last, so that a chart shows the change.
    expect(rates.slice(0, 2)).toEqual([adam.values['learningRate'], adam.values['learningRate']]);
    expect(rates).toHaveLength(23);
    expect(rates[2]).toBeCloseTo(0.05 * (1 + Math.cos((Math.PI * 7) / 28)) * 0.5, 10);
    expect(bytes(edited.state)).not.toBe(bytes(unchanged.state));
    const later = edited.messages.filter((message) => message.type === 'checkpoint' && message.step > 7);
    for (const checkpoint of [later[0], later.at(-3)]) {
      if (checkpoint?.type !== 'checkpoint') throw new Error('no checkpoint');
      const resumed = await train(plan, await readCheckpoint(checkpoint.path, plan.hash));
      expect(bytes(resumed.state)).toBe(bytes(edited.state));
    }
  });

  it('writes the same position as the same bytes, in whatever order its parts were set', async () => {
    const plan = smallPlan(adam, { epochs: 1 });
    const { messages } = await train(plan, null);
    const { path } = lastCheckpoint(messages);
    const read = await readCheckpoint(path, plan.hash);
    const turned = Object.fromEntries(Object.entries(read.position).toReversed()) as typeof read.position;
    const before = await readFile(path);
    const again = await writeCheckpoint(directory, { ...read, position: turned }, 'turned');
    expect((await readFile(again.path)).equals(before)).toBe(true);
  });

  it('reports every batch and epoch once, and the epoch means that follow from the batches', async () => {
    const plan = smallPlan(adam);
    const { points, messages } = await train(plan, null);
    const rows = points.map((row) => row.split(' '));
    const batchLoss = rows.filter(([, split, unit, name]) => split === 'train' && unit === 'batch' && name === 'loss');
    expect(batchLoss.map(([step]) => Number(step))).toEqual(Array.from({ length: 21 }, (_, at) => at + 1));
    const first = batchLoss.slice(0, 7).map((row) => Number(row.at(-1)));
    const sizes = [16, 16, 16, 16, 16, 16, 4];
    const mean = first.reduce((sum, loss, at) => sum + loss * (sizes[at] ?? 0), 0) / 100;
    const ended = messages.find((message) => message.type === 'epochEnded');
    expect(ended?.type === 'epochEnded' && ended.metrics['loss']).toBeCloseTo(mean, 12);
    expect(Object.keys(ended?.type === 'epochEnded' ? ended.metrics : {})).toEqual([
      'loss',
      'accuracy',
      'auc',
      'precision',
      'val_loss',
      'val_accuracy',
      'val_auc',
      'val_precision',
    ]);
  });

  it('stops in the same batch when the loss is no number, names the first tensor that was none, and keeps the last good weights', async () => {
    const wild = { kind: 'sgd', values: { learningRate: 1e12, momentum: 0, nesterov: false } };
    const plan = smallPlan(wild);
    const kept: FromWorker[] = [];
    const { outcome, reason } = await train(plan, null, (message) => void kept.push(message));
    expect(outcome).toBe('broken');
    expect(reason).toMatch(
      /^the loss was no finite number in epoch 1, batch \d; the first that was none is the (output of ".*"|weight ".*"|loss) \((NaN|-?Infinity)\): try a learning rate ten times smaller, clip the gradients in a new run, or check the data. The weights of epoch 1, batch \d are kept\.$/,
    );
    const { path, step } = lastCheckpoint(kept);
    const { state } = await readCheckpoint(path, plan.hash);
    for (const [key, { numbers }] of Object.entries(state))
      expect([key, numbers.every((value) => Number.isFinite(value))]).toEqual([key, true]);
    // They gave a finite loss for their batch.
    const told = kept.flatMap((message) => (message.type === 'points' ? message.points : []));
    const losses = told.filter(({ series }) => series.name === 'loss' && series.unit === 'batch').flatMap(({ points }) => points);
    expect(losses.find(([at]) => at === step + 1)?.[2]).toBeLessThan(Infinity);
    // The same bytes as those of a run that was stopped there.
    const slow = await train({ ...plan, checkpointSeconds: 0 }, null, (message, control) => {
      if (message.type === 'checkpoint' && message.step === step) control.set('stop');
    });
    expect(bytes(slow.state)).toBe(bytes(state));
    expect((await readdir(directory)).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('refuses a checkpoint of another plan, a damaged and a missing one, in words', async () => {
    const plan = smallPlan(adam, { epochs: 1 });
    const { messages } = await train(plan, null);
    const { path } = lastCheckpoint(messages);
    await expect(readCheckpoint(path, 'other')).rejects.toThrow(
      'it was written for another model or other training choices; start a new run',
    );
    await expect(readCheckpoint(join(directory, 'none.safetensors'), plan.hash)).rejects.toThrow('cannot be read');
  });

  it.skipIf(!locateTensorflow().ready)('is repeatable to the bit on TensorFlow, too', async () => {
    const plan = smallPlan(adam);
    const a = await train(plan, null, () => {}, 'tensorflow');
    const b = await train(plan, null, () => {}, 'tensorflow');
    expect(bytes(a.state)).toBe(bytes(b.state));
    expect(a.points.toSorted()).toEqual(b.points.toSorted());
  });
});
