import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDocument } from '../../shared/graph/testing/testDocuments.ts';
import { toJson } from '../../shared/graph/toJson.ts';
import { buildPlan } from '../../shared/plan/buildPlan.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { randomSource } from '../../shared/random/stream.ts';
import { describeFiles } from '../data/describeFiles.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { npy } from '../data/numpy/npy.ts';
import { previewDataset } from '../data/previewDataset.ts';
import { heldRows } from '../engine/streaming/heldRows.ts';
import type { ProjectDocument } from '../../shared/graph/document.ts';
import { DataUnavailable } from '../files/dataUnavailable.ts';
import { comparedEngines } from '../engine/testing/testEngines.ts';
import type { EngineName } from '../../shared/run/engines.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { FromWorker } from './protocol.ts';
import { trainPlan } from './testing/trainPlan.ts';
import { runTest } from './workerJobs.ts';

const [train, test] = [203, 40];
const root = mkdtempSync(join(tmpdir(), 'netloom-streamed-'));
const folder = join(root, 'data');
afterAll(() => rmSync(root, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(folder);
  const random = randomSource(3, 'streamed');
  for (const [part, rows] of [
    ['train', train],
    ['test', test],
  ] as const) {
    const x = Float32Array.from({ length: rows * 6 }, () => 3 + random.normal());
    const label = Int32Array.from({ length: rows }, (_, row) => ((x[6 * row] ?? 0) > 3 ? 1 : 0) + ((x[6 * row + 1] ?? 0) > 3 ? 1 : 0));
    const sum = Float32Array.from({ length: rows }, (_, row) => (x[6 * row + 2] ?? 0) - (x[6 * row + 3] ?? 0));
    writeFileSync(join(folder, `x_${part}.npy`), npy(x, [rows, 3, 2]));
    writeFileSync(join(folder, `label_${part}.npy`), npy(label, [rows]));
    writeFileSync(join(folder, `target_${part}.npy`), npy(sum, [rows, 1]));
  }
});

/** Everything that reads the data: a block that measures it, dropout, a watch of a step, an Output that is shown, two heads, a rest batch. */
async function documentOf(reading: 'memory' | 'disk'): Promise<ProjectDocument> {
  const files = await describeFiles('arrays', folder, null);
  const document = testDocument(
    {
      in: ['input', { shape: [3, 2] }],
      measure: ['normalization', {}],
      flat: ['flatten'],
      hidden: ['dense', { units: 8, activation: 'tanh' }],
      drop: ['dropout', { rate: 0.2 }],
      classes: ['dense', { units: 3, activation: 'softmax' }],
      label: ['output', { column: 'label', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'], classWeights: 'balanced' }],
      number: ['dense', { units: 1 }],
      sum: ['output', { column: 'target', loss: 'meanSquaredError', metrics: [] }],
      shown: ['output', { use: 'show' }],
    },
    [
      'in -> measure',
      'measure -> flat',
      'flat -> hidden',
      'hidden -> drop',
      'drop -> classes',
      'classes -> label',
      'drop -> number',
      'number -> sum',
      'measure -> shown',
    ],
  );
  return {
    ...document,
    training: { ...document.training, epochs: 3, batchSize: 16, watch: ['gradientNorm'] },
    data: { ...document.data, ...toJson({ dataset: { kind: 'arrays', values: { files, reading } } }), validationSize: 31 },
  };
}

async function planOf(reading: 'memory' | 'disk'): Promise<TrainPlan> {
  const built = buildPlan(await documentOf(reading));
  if ('problems' in built) throw new Error(built.problems[0]?.message);
  return built.plan;
}

/** Every number of a training: points, samples, and the state it ended with. */
interface Told {
  readonly points: readonly string[];
  readonly samples: readonly string[];
  readonly state: string;
  readonly reason: string | null;
  readonly checkpoint: string;
}

async function told(plan: TrainPlan, messages: readonly FromWorker[]): Promise<Told> {
  const last = messages.filter((message) => message.type === 'checkpoint').at(-1);
  const ended = messages.at(-1);
  if (!last || ended?.type !== 'ended') throw new Error(`the training ended with ${JSON.stringify(ended)}`);
  const { state } = await readCheckpoint(last.path, plan.hash);
  return {
    points: messages
      .flatMap((message) =>
        message.type === 'points'
          ? message.points.flatMap(({ series, points }) => points.map((point) => JSON.stringify([series, point])))
          : [],
      )
      .toSorted(),
    // Which are taken on the way hangs on the clock; the last ones do not.
    samples: messages.flatMap((message) => (message.type === 'samples' ? [JSON.stringify(message.samples)] : [])).slice(-1),
    state: JSON.stringify(
      Object.entries(state).map(([key, { numbers }]) => [
        key,
        Buffer.from(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)).toString('hex'),
      ]),
    ),
    reason: ended.reason,
    checkpoint: last.path,
  };
}

async function runIn(name: string, plan: TrainPlan, engine: EngineName, own: Partial<Parameters<typeof trainPlan>[1]> = {}): Promise<Told> {
  const directory = mkdtempSync(join(root, `${name}-`));
  return told(plan, await trainPlan(plan, { directory, engine, ...own }));
}

/** Files of the data that this process, all its threads included, has open. */
const openFiles = (): readonly string[] =>
  process.platform === 'linux'
    ? readdirSync('/proc/self/fd').flatMap((handle) => {
        try {
          const file = readlinkSync(`/proc/self/fd/${handle}`);
          return file.startsWith(folder) ? [file] : [];
        } catch {
          return [];
        }
      })
    : [];

describe.each(['cpu', ...comparedEngines] as const)('data read from disk, on %s', (engine) => {
  // WebGPU may be a driver on the processor, which takes a second a step.
  const own = engine === 'webgpu' ? { epochs: 1, batchSize: 61 } : {};

  it('gives the same bytes as from memory, in training, evaluation, samples and probes, and closes its files', async () => {
    const [memory, disk] = [
      { ...(await planOf('memory')), ...own },
      { ...(await planOf('disk')), ...own },
    ];
    const held = await runIn('held', memory, engine);
    const seen: number[] = [];
    const streamed = await runIn('streamed', disk, engine, { hear: () => void seen.push(openFiles().length) });
    expect(streamed.state).toBe(held.state);
    expect(streamed.points).toEqual(held.points);
    expect(streamed.samples).toEqual(held.samples);
    expect(held.reason).toBeNull();
    expect(streamed.reason).toMatch(
      /^The rows of "target", "x" are read from disk as they are wanted: .* waited for them .* % of its time\.$/,
    );
    expect(await runTest(disk, engine, streamed.checkpoint)).toEqual(await runTest(memory, engine, held.checkpoint));
    if (process.platform === 'linux') expect(Math.max(...seen)).toBeGreaterThan(0);
    expect(openFiles()).toEqual([]);
  });

  it('gives the same bytes when it was paused, or stopped in mid-epoch and resumed', async () => {
    const plan = { ...(await planOf('disk')), ...own };
    const whole = await runIn('whole', plan, engine);
    let shown = 0;
    const paused = await runIn('paused', plan, engine, {
      hear(message, control) {
        if (message.type === 'samples' && ++shown === 1) control.set('pause');
        if (message.type === 'paused') control.set('run');
      },
    });
    expect(paused.state).toBe(whole.state);
    // Checkpoints after every call: the first one is in the midst of the first epoch, with the rows of the next batches on their way.
    const steps: number[] = [];
    const stopped = await runIn('stopped', { ...plan, checkpointSeconds: 0 }, engine, {
      hear(message, control) {
        if (message.type === 'checkpoint' && steps.push(message.step) === 1) control.set('stop');
      },
    });
    expect(steps.at(-1)).toBeLessThan(Math.ceil((train - 31) / plan.batchSize));
    expect(stopped.state).not.toBe(whole.state);
    expect(openFiles()).toEqual([]);
    const resumed = await runIn('resumed', plan, engine, { checkpoint: stopped.checkpoint });
    expect(resumed.state).toBe(whole.state);
    expect([...stopped.points, ...resumed.points].toSorted()).toEqual(whole.points);
    expect(openFiles()).toEqual([]);
  });
});

describe('data read from disk', () => {
  it('is shown and exported as from memory', async () => {
    const shown = await previewDataset(await documentOf('disk'), 20);
    expect(shown).toEqual(await previewDataset(await documentOf('memory'), 20));
    expect(shown.examples).toHaveLength(20);
    const rows = Int32Array.of(242, 0, 203, 5);
    const [disk, memory] = [
      await loadDataset((await planOf('disk')).data.dataset),
      await loadDataset((await planOf('memory')).data.dataset),
    ];
    const names = ['x', 'label', 'target'];
    expect(await heldRows(disk, names, rows)).toEqual(await heldRows(memory, names, rows));
    await disk.close?.();
    await expect(heldRows(disk, names, rows)).rejects.toThrow('the data was closed');
    expect(openFiles()).toEqual([]);
  });

  it('that goes away or becomes shorter while it is read ends the training in words', async () => {
    const plan = await planOf('disk');
    const file = join(folder, 'x_train.npy');
    const whole = readFileSync(file);
    const lose = (act: () => void): Promise<Told> =>
      runIn('lost', { ...plan, epochs: 50 }, 'cpu', {
        hear(message) {
          if (message.type === 'epochEnded' && message.epoch === 1) act();
        },
      });
    try {
      await expect(lose(() => truncateSync(file, 200))).rejects.toThrow(
        `${file} became shorter while it was read: put the former one back to go on, or read it again under Data`,
      );
      await expect(runIn('changed', plan, 'cpu')).rejects.toThrow(/x_train\.npy ends too early/);
      await expect(runIn('changed', plan, 'cpu')).rejects.toBeInstanceOf(DataUnavailable);
      writeFileSync(file, whole);
      // Of the same length, with one other number: nothing else would tell.
      const other = Buffer.from(whole);
      other.writeFloatLE(5, other.length - 4);
      await expect(lose(() => writeFileSync(file, other))).rejects.toThrow(
        new DataUnavailable(`${file} was changed while it was read: put the former one back to go on, or read it again under Data`),
      );
    } finally {
      writeFileSync(file, whole);
    }
    expect(openFiles()).toEqual([]);
  });
});
