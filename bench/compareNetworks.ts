import { loadDataset } from '../main/data/loadDataset.ts';
import type { ColumnData, Engine, LiveModel, OperationTime } from '../main/engine/engine.ts';
import { hyperParameters } from '../shared/catalogue/optimizerStep.ts';
import type { TrainPlan } from '../shared/plan/trainPlan.ts';
import { permutation } from '../shared/random/permutation.ts';
import type { Network } from './networks.ts';
import type { Rival } from './rivals.ts';
import { median, spread, turns } from './statistics.ts';
import { heldNumbers } from '../main/engine/streaming/heldRows.ts';

/** Examples that every framework holds, or all where a data set has fewer. */
const held = 2048;
/** Examples of an epoch, and batches of a prediction. */
const trained = 1920;
const predicted = { most: 128, of: 2048 } as const;
const repeats = 9;

/** One cell of the table: a rival on a network. */
export interface Comparison {
  readonly rival: string;
  /** Milliseconds, median. */
  readonly theirs: number;
  /** Their time over ours, turn by turn: above 1, ours is quicker. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}
export interface NetworkRow {
  readonly network: string;
  readonly work: string;
  /** Milliseconds, median. */
  readonly ours: number;
  /** Multiply-adds of one step or batch. */
  readonly multiplyAdds: number;
  /** The operations that take most of ours, with their share of its time. */
  readonly heldBy: string;
  readonly rivals: readonly Comparison[];
}

/** The first rows of a data set. */
function first({ columns }: ColumnData, rows: number): ColumnData {
  const cut = Object.entries(columns).map(([name, column]) => {
    const { shape, classes } = column;
    const width = shape.reduce((a, b) => a * b, 1);
    return [name, { shape, numbers: heldNumbers(column).slice(0, rows * width), classes }] as const;
  });
  return { rows, columns: Object.fromEntries(cut) };
}

/** Ours: an epoch over the first examples, ten steps a call, as the trainer asks. Gives the milliseconds a step. */
function trainOurs(model: LiveModel, plan: TrainPlan, rows: number): () => Promise<number> {
  const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
  const size = plan.batchSize;
  let epoch = 0;
  return async () => {
    const order = permutation(rows, 0, 'order', epoch++);
    const steps = rows / size;
    const began = performance.now();
    for (let step = 0; step < steps; step += 10) {
      const offsets = Array.from({ length: Math.min(10, steps - step) }, (_, at) => step + at);
      await model.run(
        offsets.map((at) => order.slice(at * size, (at + 1) * size)),
        offsets.map(() => hyper),
        offsets.map((at) => ({ epoch, step: at })),
      );
    }
    return (performance.now() - began) / steps;
  };
}

function predictOurs(model: LiveModel, rows: number, size: number): () => Promise<number> {
  const batches = Array.from({ length: rows / size }, (_, at) => Int32Array.from({ length: size }, (__, row) => at * size + row));
  return async () => {
    const began = performance.now();
    for (const batch of batches) await model.predict(batch);
    return (performance.now() - began) / batches.length;
  };
}

/** The three kinds of operations that a pass spends most of its time in, by the median of several traces: `Conv2D 41 %`. */
async function heldBy(model: LiveModel, pass: 'train' | 'predict', size: number): Promise<string> {
  const batch = Int32Array.from({ length: size }, (_, row) => row);
  const traces: Partial<Record<string, OperationTime[]>>[] = [];
  for (let turn = 0; turn < repeats; turn++) {
    const times = (await model.operationTimes?.(pass, batch)) ?? [];
    traces.push(Object.groupBy(times, ({ kind }) => kind));
  }
  const kinds = [...new Set(traces.flatMap((trace) => Object.keys(trace)))];
  const times = kinds.map((kind) => ({
    kind,
    time: median(traces.map((trace) => (trace[kind] ?? []).reduce((sum, { milliseconds }) => sum + milliseconds, 0))),
  }));
  const whole = times.reduce((sum, { time }) => sum + time, 0);
  const most = times.toSorted((a, b) => b.time - a.time).slice(0, 3);
  return most.map(({ kind, time }) => `${kind} ${((100 * time) / whole).toFixed(0)} %`).join(', ');
}

/** Times networks here and in every rival, turn by turn in one run, so that what slows the machine slows all. */
export async function compareNetworks(
  networks: readonly Network[],
  engine: Engine,
  rivals: readonly Rival[],
  report: (line: string) => void,
): Promise<NetworkRow[]> {
  const rows: NetworkRow[] = [];
  for (const network of networks) {
    for (const [at, batchSize] of network.batchSizes.entries()) {
      const plan = network.plan(batchSize);
      const whole = await loadDataset(plan.data.dataset);
      const data = first(whole, Math.min(held, whole.rows));
      const sizes = at === 0 ? network.predictions : [];
      const own = await compareOne(network, plan, await engine.create(plan, data), data, rivals, sizes);
      for (const row of own) report(inWords(row));
      rows.push(...own);
    }
  }
  return rows;
}

async function compareOne(
  { name: network, multiplyAdds }: Network,
  plan: TrainPlan,
  model: LiveModel,
  data: ColumnData,
  rivals: readonly Rival[],
  predictions: readonly number[],
): Promise<NetworkRow[]> {
  const processes = rivals.map(({ open }) => open());
  try {
    const state = await model.readState();
    for (const process of processes) await process.build(plan, data, state);
    const compare = async (
      work: string,
      pass: 'train' | 'predict',
      size: number,
      passes: number,
      ours: () => Promise<number>,
      theirs: readonly (() => Promise<number>)[],
    ): Promise<NetworkRow> => {
      const measured = await turns(repeats, [ours, ...theirs]);
      const column = (at: number): number[] => measured.map((turn) => turn[at] ?? Number.NaN);
      return {
        network,
        work,
        ours: median(column(0)),
        multiplyAdds: multiplyAdds * passes,
        heldBy: await heldBy(model, pass, size),
        rivals: rivals.map(({ name }, at) => {
          const ratios = measured.map((turn) => (turn[at + 1] ?? Number.NaN) / (turn[0] ?? Number.NaN));
          const [low, high] = spread(ratios);
          return { rival: name, theirs: median(column(at + 1)), ratio: median(ratios), low, high };
        }),
      };
    };
    const { batchSize } = plan;
    const epoch = Math.floor(Math.min(trained, data.rows) / batchSize) * batchSize;
    const rows = [
      await compare(
        `training step, batch ${batchSize}`,
        'train',
        batchSize,
        // Forward, and the gradients by what comes in and by the weights.
        3 * batchSize,
        trainOurs(model, plan, epoch),
        processes.map((process) => () => process.fit(epoch, batchSize)),
      ),
    ];
    for (const size of predictions) {
      const count = size * Math.min(predicted.most, Math.floor(predicted.of / size));
      rows.push(
        await compare(
          `prediction, batch ${size}`,
          'predict',
          size,
          size,
          predictOurs(model, count, size),
          processes.map((process) => () => process.predict(count, size)),
        ),
      );
    }
    return rows;
  } finally {
    await Promise.all(processes.map((process) => process.close()));
    model.dispose();
  }
}

const inWords = ({ network, work, ours, rivals }: NetworkRow): string =>
  `${network}, ${work}: ours ${ours.toFixed(2)} ms; ${rivals.map((row) => `${row.rival} ${row.theirs.toFixed(2)} (${row.ratio.toFixed(2)})`).join(', ')}`;
