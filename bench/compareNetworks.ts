import { loadDataset } from '../main/data/loadDataset.ts';
import type { ColumnData, Engine, LiveModel, OperationTime } from '../main/engine/engine.ts';
import { hyperParameters } from '../shared/catalogue/optimizerStep.ts';
import type { TrainPlan } from '../shared/plan/trainPlan.ts';
import { permutation } from '../shared/random/permutation.ts';
import { networks, type Network } from './networks.ts';
import type { Rival } from './rivals.ts';
import { median, spread, turns } from './statistics.ts';
import { heldNumbers } from '../main/engine/streaming/heldRows.ts';

/** Examples that one measurement goes through: a multiple of all batch sizes. */
const examples = { train: 1920, predict: 2048, predictOne: 128 } as const;
/** Examples that every framework holds. */
const held = 2048;
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
function trainOurs(model: LiveModel, plan: TrainPlan): () => Promise<number> {
  const hyper = plan.phases[0] ? hyperParameters(plan.phases[0].optimizer) : {};
  const size = plan.batchSize;
  let epoch = 0;
  return async () => {
    const order = permutation(examples.train, 0, 'order', epoch++);
    const steps = examples.train / size;
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

/** Times every network here and in every rival, turn by turn in one run, so that what slows the machine slows all. */
export async function compareNetworks(engine: Engine, rivals: readonly Rival[], report: (line: string) => void): Promise<NetworkRow[]> {
  const data = first(await loadDataset({ kind: 'mnist', values: {} }), held);
  const rows: NetworkRow[] = [];
  for (const network of networks) {
    for (const batchSize of [32, 128]) {
      const plan = network.plan(batchSize);
      rows.push(...(await compareOne(network, plan, await engine.create(plan, data), data, rivals, batchSize === 32)));
      for (const row of rows.slice(batchSize === 32 ? -3 : -1)) report(inWords(row));
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
  withPrediction: boolean,
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
    const rows = [
      await compare(
        `training step, batch ${batchSize}`,
        'train',
        batchSize,
        // Forward, and the gradients by what comes in and by the weights.
        3 * batchSize,
        trainOurs(model, plan),
        processes.map((process) => () => process.fit(examples.train, batchSize)),
      ),
    ];
    if (!withPrediction) return rows;
    for (const [size, count] of [
      [1, examples.predictOne],
      [256, examples.predict],
    ] as const) {
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
