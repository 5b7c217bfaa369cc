import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import { planeOf } from '../../shared/plan/planeOf.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { findTemplate, templates } from '../../shared/templates/index.ts';
import { network } from '../../shared/templates/network.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { ColumnData, LiveModel, RowStream } from '../engine/engine.ts';
import { comparedEngines, onEngine } from '../engine/testing/testEngines.ts';
import { temporaryFolder } from '../store/fixtures/temporaryFolder.ts';
import { openPlane, type Plane } from './openPlane.ts';
import { takeSurfaces } from './takeSurfaces.ts';
import type { FromWorker } from './protocol.ts';
import { trainPlan } from './testing/trainPlan.ts';
import { openPlan } from './workerJobs.ts';

const planOf = (project: Parameters<typeof buildPlan>[0], overrides: Parameters<typeof buildPlan>[1] = {}): TrainPlan => {
  const built = buildPlan(project, overrides);
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
};
const xor = (epochs: number): TrainPlan => planOf(findTemplate('xor').build(), { epochs });

/** One network with a head of each kind: a share of one class, shares of two, and numbers that are only shown. */
const threeHeads = (): TrainPlan =>
  planOf(
    network(
      { name: 'Heads', notes: '', data: { dataset: 'xor' }, training: { epochs: 2, batchSize: 64, optimizer: 'adam' } },
      {
        point: { kind: 'input', values: { shape: [2], column: 'point' }, at: [0, 0] },
        hidden: { kind: 'dense', values: { units: 6, activation: 'tanh' }, from: ['point'], at: [1, 0] },
        one: { kind: 'dense', values: { units: 1, activation: 'sigmoid' }, from: ['hidden'], at: [2, 0] },
        two: { kind: 'dense', values: { units: 2, activation: 'softmax' }, from: ['hidden'], at: [2, 1] },
        raw: { kind: 'dense', values: { units: 2 }, from: ['hidden'], at: [2, 2] },
        'say-one': { kind: 'output', name: 'one', values: { column: 'class', loss: 'binaryCrossentropy' }, from: ['one'], at: [3, 0] },
        'say-two': {
          kind: 'output',
          name: 'two',
          values: { column: 'class', loss: 'sparseCategoricalCrossentropy' },
          from: ['two'],
          at: [3, 1],
        },
        'say-raw': { kind: 'output', name: 'raw', values: { use: 'show' }, from: ['raw'], at: [3, 2] },
      },
    ),
  );

/** What a dense layer gives for one row, by a plain loop. */
async function denseOf(model: LiveModel, plan: TrainPlan): Promise<(name: string, row: readonly number[]) => number[]> {
  const state = await model.readState();
  return (id, row) => {
    const layer = plan.layers.find((own) => own.id === id) ?? expect.fail(id);
    const bias = state[`${layer.layerId}/bias`]?.numbers ?? [];
    const kernel = state[`${layer.layerId}/kernel`]?.numbers ?? [];
    return Array.from(bias, (own, unit) => row.reduce((sum, value, at) => sum + value * (kernel[at * bias.length + unit] ?? 0), own));
  };
}

const centre = ({ x, y, side }: Plane, cell: number): readonly [number, number] => [
  x.low + ((x.high - x.low) * ((cell % side) + 0.5)) / side,
  y.low + ((y.high - y.low) * (Math.floor(cell / side) + 0.5)) / side,
];

describe.each(['cpu', ...comparedEngines] as const)('on %s', (engine) => {
  it('a surface is what the trained network gives at the middle of each cell', async () => {
    const plan = threeHeads();
    const messages = await trainPlan(plan, { directory: temporaryFolder(), engine });
    const kept = messages.findLast((message) => message.type === 'checkpoint');
    const { model, plane, close } = await openPlan(plan, { engine, checkpoint: kept?.path ?? '' });
    if (!plane) throw new Error('no plane');
    const surfaces = await takeSurfaces(plan, model, plane);
    expect(surfaces.map(({ head, unit, classes }) => [head, unit, classes])).toEqual([
      ['one', null, ['same', 'different']],
      ['raw', 0, null],
      ['raw', 1, null],
      ['two', null, ['same', 'different']],
    ]);
    // What was shown at the end of the training is of the same weights.
    const told = messages.findLast((message) => message.type === 'samples');
    expect(told?.samples.surfaces).toEqual(surfaces);
    const dense = await denseOf(model, plan);
    for (let cell = 0; cell < plane.side ** 2; cell++) {
      const hidden = dense('hidden', centre(plane, cell)).map(Math.tanh);
      const share = 1 / (1 + Math.exp(-(dense('one', hidden)[0] ?? 0)));
      const [one, first, second, two] = surfaces;
      const given = one?.values[cell] === 1 ? one.shares?.[cell] : 1 - (one?.shares?.[cell] ?? 0);
      expect(Math.abs((given ?? 9) - share)).toBeLessThan(1e-5);
      const exps = dense('two', hidden).map(Math.exp);
      const shares = exps.map((value) => value / exps.reduce((a, b) => a + b));
      expect(Math.abs((two?.shares?.[cell] ?? 9) - (shares[two?.values[cell] ?? -1] ?? 0))).toBeLessThan(1e-5);
      expect(two?.shares?.[cell]).toBeGreaterThanOrEqual(0.499);
      const [left = 9, right = 9] = dense('raw', hidden);
      expect(Math.abs((first?.values[cell] ?? 0) - left)).toBeLessThan(1e-5);
      expect(Math.abs((second?.values[cell] ?? 0) - right)).toBeLessThan(1e-5);
    }
    await close();
  });
});

it('is told before training, at the end of it, in a pause and where it is stopped', async () => {
  const steps = (messages: readonly FromWorker[]): number[] =>
    messages.flatMap((message) => (message.type === 'samples' ? [message.samples.step] : []));
  const whole = await trainPlan(xor(2), { directory: temporaryFolder(), engine: 'cpu' });
  expect([steps(whole)[0], steps(whole).at(-1)]).toEqual([0, 50]);
  const stopped = await trainPlan(xor(9), {
    directory: temporaryFolder(),
    engine: 'cpu',
    hear(message, control) {
      if (message.type === 'epochEnded') control.set(message.epoch === 1 ? 'pause' : 'stop');
      if (message.type !== 'paused') return;
      setImmediate(() => control.set('run'));
    },
  });
  expect(steps(stopped)).toEqual(expect.arrayContaining([0, 25, 50]));
});

it('is of every template with two numbers, and of no other', () => {
  const found = templates.flatMap((template) => {
    const plane = planeOf(planOf(template.build()));
    return plane ? [[template.id, plane.axes, plane.heads.map(({ name }) => name)]] : [];
  });
  expect(found).toEqual([
    ['xor', ['point 1', 'point 2'], ['class']],
    ['two-spirals', ['point 1', 'point 2'], ['spiral']],
    // What the generator makes does not hang on a point of the data.
    ['ring-gan', ['point 1', 'point 2'], ['real']],
  ]);
});

it('is the same of data that is read from disk', async () => {
  const plan = xor(1);
  const data = await loadDataset(plan.data.dataset);
  const train = Int32Array.from({ length: data.rows }, (_, at) => at);
  const names = Object.keys(data.columns);
  const numbersOf = (name: string) => data.columns[name]?.numbers ?? new Float32Array();
  const stream: RowStream = {
    names,
    rowBytes: () => 8,
    read: async (rows) =>
      Object.fromEntries(
        names.map((name) => {
          const width = numbersOf(name).length / data.rows;
          return [name, Float32Array.from([...rows].flatMap((row) => [...numbersOf(name).subarray(row * width, (row + 1) * width)]))];
        }),
      ),
  };
  const away: ColumnData = {
    rows: data.rows,
    columns: Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, { ...column, numbers: null }])),
    stream,
  };
  const look = (own: ColumnData) =>
    onEngine('cpu', async (engine) => {
      const plane = (await openPlane(plan, own, train)) ?? expect.fail('no plane');
      const model = await engine.create(plan, plane.data);
      const surfaces = await takeSurfaces(plan, model, plane);
      const mixed = await model.predict(Int32Array.of(3, plane.rows[7] ?? 0, 5));
      model.dispose();
      return { surfaces, mixed };
    });
  expect(await look(away)).toEqual(await look(data));
});
