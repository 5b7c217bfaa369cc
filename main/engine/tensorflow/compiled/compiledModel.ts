import * as tf from '@tensorflow/tfjs-core';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node/dist/nodejs_kernel_backend.js';
import { metricRows } from '../../../../shared/plan/metricRows.ts';
import type { TrainPlan } from '../../../../shared/plan/trainPlan.ts';
import { EagerModel } from '../../eagerModel.ts';
import type { Batch, ColumnData, Counter, Hyper, LiveModel, MetricSums, State, TensorData } from '../../engine.ts';
import { gatherBatch, type BatchPart } from '../../gatherBatch.ts';
import { required } from '../../lower/lowering.ts';
import type { Ops } from '../../ops/ops.ts';
import { fusedUpdate, type FusedUpdate } from './fusedUpdates.ts';
import { GraphWriter, type Variable } from './graphWriter.ts';
import { recordStep, type RecordedStep } from './recordStep.ts';
import { Session, type Feed } from './session.ts';
import { writeStep, type StepGraph } from './stepGraph.ts';

/** Largest difference between the graph's first step and the eager one that is taken for rounding. */
const tolerance = 1e-4;

interface Compiled {
  readonly session: Session;
  readonly variables: ReadonlyMap<string, Variable>;
  /** By batch size. */
  readonly steps: ReadonlyMap<number, StepGraph>;
}

/**
 * A plan whose training step runs as one TensorFlow graph: a native call a step. The step is recorded once for each batch size, checked against
 * the eager one on its first batch, and left eager when it cannot be recorded or differs. Everything else is the eager model's; the
 * state moves between the two when it is needed on the other side.
 */
export class CompiledModel implements LiveModel {
  readonly #plan: TrainPlan;
  readonly #data: ColumnData;
  readonly #ops: Ops;
  readonly #backend: NodeJSKernelBackend;
  readonly #eager: EagerModel;
  readonly #fused: FusedUpdate | null;
  readonly #rows: readonly string[];
  readonly #warn: (message: string) => void;
  readonly #recorded = new Map<number, RecordedStep>();
  #compiled: Compiled | null = null;
  /** Which side has the newest state. */
  #newest: 'eager' | 'session' | 'both' = 'eager';
  /** Set once the graph has been found wanting: then every step is eager. */
  #refused = false;

  constructor(plan: TrainPlan, data: ColumnData, ops: Ops, backend: NodeJSKernelBackend, warn: (message: string) => void) {
    this.#plan = plan;
    this.#data = data;
    this.#ops = ops;
    this.#backend = backend;
    this.#eager = new EagerModel(plan, data, ops);
    this.#fused = fusedUpdate(this.#eager.phase.optimizer);
    this.#rows = metricRows(plan).map((row) => row.key);
    this.#warn = warn;
  }

  async run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]> {
    const rows: MetricSums[] = [];
    for (const [at, batch] of batches.entries()) {
      const own = required(hyper[at], 'hyper parameters');
      const counter = required(counters[at], 'a counter');
      if (this.#refused || !this.#fused) {
        rows.push(...(await this.#eager.run([batch], [own], [counter])));
      } else if (this.#compiled?.steps.has(batch.length)) {
        rows.push(this.#step(this.#compiled, this.#fused, batch, own, counter));
      } else {
        rows.push(await this.#firstStep(this.#fused, batch, own, counter));
      }
    }
    return rows;
  }

  #step(compiled: Compiled, fused: FusedUpdate, batch: Batch, hyper: Hyper, counter: Counter): MetricSums {
    this.#toSession(compiled);
    const size = batch.length;
    const { feeds, output } = required(compiled.steps.get(size), `the step of ${size} examples`);
    const { inputs, targets } = gatherBatch(this.#plan, this.#data, batch);
    const scalars = fused.scalars(hyper, this.#eager.nextIteration());
    const given = (name: string): Feed => {
      const kind = name.slice(0, name.indexOf('/'));
      const rest = name.slice(kind.length + 1);
      const part: BatchPart | undefined = kind === 'input' ? inputs[rest] : kind === 'target' ? targets[rest] : undefined;
      if (part) return part;
      if (name === 'counter') return { shape: [2, 2], dtype: 'int32', numbers: Int32Array.of(0, 0, counter.epoch, counter.step) };
      return { shape: [], dtype: 'float32', numbers: Float32Array.of(required(scalars[name], `the number "${name}"`)) };
    };
    const prefix = `batch${size}/`;
    this.#newest = 'session';
    const [means] = compiled.session.run(Object.fromEntries(feeds.map((name) => [name, given(name.slice(prefix.length))])), [output]);
    return Object.fromEntries(this.#rows.map((key, at) => [key, [required(means?.[at], key) * size, size]]));
  }

  /** The first step of a batch size: taken eagerly, recorded, taken again by the graph from the same state, and compared. */
  async #firstStep(fused: FusedUpdate, batch: Batch, hyper: Hyper, counter: Counter): Promise<MetricSums> {
    this.#toEager();
    const before = await this.#eager.readState();
    try {
      const recorded = recordStep(
        this.#plan,
        this.#eager,
        this.#data,
        gatherBatch(this.#plan, this.#data, batch),
        this.#ops,
        this.#backend,
      );
      this.#recorded.set(batch.length, recorded);
      this.#rebuild(fused);
    } catch (error) {
      return this.#refuse(error instanceof Error ? error.message : String(error), before, batch, hyper, counter);
    }
    const [eagerRow] = await this.#eager.run([batch], [hyper], [counter]);
    const expected = await this.#eager.readState();
    await this.#eager.writeState(before);
    this.#newest = 'eager';
    const compiled = required(this.#compiled ?? undefined, 'the compiled step');
    const row = this.#step(compiled, fused, batch, hyper, counter);
    this.#toEager();
    const distance = Math.max(stateDifference(expected, await this.#eager.readState()), rowDifference(eagerRow ?? {}, row));
    if (distance <= tolerance) return row;
    return this.#refuse(`its first step differs from the eager one by ${distance.toExponential(1)}`, before, batch, hyper, counter);
  }

  async #refuse(why: string, before: State, batch: Batch, hyper: Hyper, counter: Counter): Promise<MetricSums> {
    this.#warn(`The training step could not be compiled (${why}); it runs operation by operation, which is slower.`);
    this.#refused = true;
    this.#closeSession();
    await this.#eager.writeState(before);
    const [row] = await this.#eager.run([batch], [hyper], [counter]);
    return required(row, 'a row of metrics');
  }

  /** One graph in one session for all batch sizes met so far: two sessions would share no variables. */
  #rebuild(fused: FusedUpdate): void {
    this.#closeSession();
    const writer = new GraphWriter();
    const shapeOf = (key: string): readonly number[] => this.#eager.variable(key).shape;
    const variables = new Map(this.#eager.keys.map((key, at) => [key, writer.variable(`v${at}`, shapeOf(key))]));
    this.#eager.trained.forEach(({ key }, at) => variables.set(`${key}/scratch`, writer.variable(`s${at}`, shapeOf(key))));
    const scalars = Object.keys(fused.scalars(probeHyper, 1));
    const steps = new Map(
      [...this.#recorded].map(([size, recorded]) => [
        size,
        writeStep(writer, this.#backend.binding, { prefix: `batch${size}`, recorded, seed: this.#plan.seed, variables, fused, scalars }),
      ]),
    );
    const done = writer.constant('done', 'int32', [], Int32Array.of(1));
    writer.node('initialize', 'Identity', [done, ...[...variables.values()].map(({ assign }) => `^${assign}`)], { T: { type: 3 } });
    this.#compiled = { session: new Session(this.#backend.binding, writer.nodes), variables, steps };
  }

  /** Brings the newest state into the session. */
  #toSession({ session, variables }: Compiled): void {
    if (this.#newest !== 'eager') return;
    const feeds = [...variables].map(([key, { value }]): [string, Feed] => {
      if (key.endsWith('/scratch')) {
        const { shape } = this.#eager.variable(key.slice(0, -'/scratch'.length));
        return [value, { shape, dtype: 'float32', numbers: new Float32Array(shape.reduce((a, b) => a * b, 1)) }];
      }
      const variable = this.#eager.variable(key);
      return [value, { shape: variable.shape, dtype: 'float32', numbers: Float32Array.from(variable.dataSync()) }];
    });
    session.run(Object.fromEntries(feeds), ['initialize']);
    this.#newest = 'both';
  }

  /** Brings the newest state into the eager model. */
  #toEager(): void {
    if (this.#newest !== 'session' || !this.#compiled) return;
    const { session, variables } = this.#compiled;
    const keys = this.#eager.keys;
    const numbers = session.run(
      {},
      keys.map((key) => required(variables.get(key), key).read),
    );
    tf.tidy(() => {
      keys.forEach((key, at) => {
        const variable = this.#eager.variable(key);
        variable.assign(tf.tensor(required(numbers[at], key), variable.shape, 'float32'));
      });
    });
    this.#newest = 'both';
  }

  #closeSession(): void {
    this.#toEager();
    this.#compiled?.session.close();
    this.#compiled = null;
    this.#newest = 'eager';
  }

  async evaluate(batches: readonly Batch[]): Promise<MetricSums> {
    this.#toEager();
    return this.#eager.evaluate(batches);
  }

  async predict(batch: Batch): Promise<Readonly<Record<string, TensorData>>> {
    this.#toEager();
    return this.#eager.predict(batch);
  }

  async readState(): Promise<State> {
    this.#toEager();
    return this.#eager.readState();
  }

  async writeState(state: State): Promise<void> {
    await this.#eager.writeState(state);
    this.#newest = 'eager';
  }

  dispose(): void {
    this.#closeSession();
    this.#eager.dispose();
  }
}

/** Numbers to ask an optimizer which ones it feeds. */
const probeHyper: Hyper = { learningRate: 0, momentum: 0, rho: 0, epsilon: 0, beta1: 0, beta2: 0 };

/** Relative above 1; two values that are no number alike are no difference: then training fails on its own, and says so. */
function difference(a: number, b: number, size: number): number {
  if (!Number.isFinite(a) && !Number.isFinite(b)) return 0;
  const distance = Math.abs(a - b) / Math.max(1, size);
  return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance;
}

function stateDifference(a: State, b: State): number {
  let largest = 0;
  for (const [key, { numbers }] of Object.entries(a)) {
    const other = required(b[key], key).numbers;
    numbers.forEach((value, at) => (largest = Math.max(largest, difference(value, other[at] ?? Number.NaN, Math.abs(value)))));
  }
  return largest;
}

function rowDifference(a: MetricSums, b: MetricSums): number {
  return Math.max(
    0,
    ...Object.entries(a).map(([key, [sum, weight]]) =>
      difference(sum / weight, (b[key]?.[0] ?? Number.NaN) / weight, Math.abs(sum / weight)),
    ),
  );
}
