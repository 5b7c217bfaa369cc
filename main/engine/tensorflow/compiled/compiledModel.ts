import { hyperParameters } from '../../../../shared/catalogue/optimizerStep.ts';
import { metricRows, phaseRows } from '../../../../shared/plan/metricRows.ts';
import { hashData } from '../../../../shared/plan/hashPlan.ts';
import { phasePlans } from '../../../../shared/plan/phasePlans.ts';
import { EagerModel } from '../../eagerModel.ts';
import { errorLine } from '../../errorLine.ts';
import type { Batch, Counter, Hyper, LiveModel, MetricSums, OperationTime, State, TensorData } from '../../engine.ts';
import { required } from '../../lower/lowering.ts';
import { isOutOfMemory } from '../../outOfMemory.ts';
import { addSums, MetricReader } from '../../metricSums.ts';
import type { KernelChoices, PassChoice } from '../kernels/kernelChoices.ts';
import { stepOf } from '../../phaseStep.ts';
import { rowDifference, stateDifference } from './difference.ts';
import type { GraphNumbers, GraphSession } from './graphSession.ts';
import { ModelGraph, trainPass, type PassKind } from './modelGraph.ts';
import type { PassCall } from './passFeed.ts';
import type { PassContext } from './recordPass.ts';

/** Largest difference between the graph's first run of a pass and the eager one that is taken for rounding. */
const tolerance = 1e-4;

export interface CompiledOptions extends Omit<PassContext, 'model'> {
  openSession(): GraphSession;
  /** Which kernel computes what, where there are some of our own. */
  readonly kernels?: KernelChoices | undefined;
  /** Hears, in words, that something runs more slowly than it could. */
  warn(message: string): void;
}
const passNames: Readonly<Partial<Record<PassKind, string>>> = {
  evaluate: 'evaluation',
  predict: 'prediction',
  drop: 'prediction with dropout left on',
  probe: 'look into the layers',
};
const nameOf = (kind: PassKind): string => passNames[kind] ?? 'training step';

/**
 * A plan that runs as one TensorFlow graph: training step, evaluation and prediction are outputs of it, and several batches are one native
 * call. Each pass is recorded once for each batch size and checked against the eager one on its first batch; one that cannot be recorded, or
 * differs, stays eager and says so. A resumed run goes on as was found when it began. The state lives in the graph and is moved when the eager side needs it.
 */
export class CompiledModel implements LiveModel {
  readonly #eager: EagerModel;
  readonly #graph: ModelGraph;
  readonly #reader: MetricReader;
  readonly #phaseReaders: readonly MetricReader[];
  readonly #warn: (message: string) => void;
  readonly #kernels: KernelChoices | null;
  /** Of what is computed: blocks may have been changed since the run began. */
  readonly #digest: string;
  /** Kinds of passes that stay eager. */
  readonly #refused = new Set<PassKind>();
  /** Which side has the newest state. */
  #newest: 'eager' | 'graph' | 'both' = 'eager';

  constructor({ openSession, warn, kernels, ...context }: CompiledOptions) {
    this.#eager = new EagerModel(context.plan, context.data, context.ops);
    this.#graph = new ModelGraph({ ...context, model: this.#eager }, openSession(), kernels ?? null);
    this.#reader = new MetricReader(metricRows(context.plan));
    this.#phaseReaders = phasePlans(context.plan).map((own) => new MetricReader(phaseRows(own)));
    this.#warn = warn;
    this.#kernels = kernels ?? null;
    const { layers, phases, heads, inputs } = context.plan;
    this.#digest = hashData({ layers, phases, heads, inputs }).slice(0, 16);
  }

  async run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]> {
    const steps = batches.map((batch, at) => ({
      batch,
      hyper: required(hyper[at], 'hyper parameters'),
      counter: required(counters[at], 'a counter'),
    }));
    const rows: MetricSums[] = [];
    for (const group of ofOneSize(steps)) rows.push(...(await this.#train(group)));
    return rows;
  }

  async #train(steps: readonly Step[]): Promise<MetricSums[]> {
    const [first, ...others] = steps;
    if (!first) return [];
    const kind = trainPass(first.counter.phase);
    if (this.#refused.has(kind)) return this.#trainEagerly(steps);
    if (!this.#graph.has(kind, first.batch.length)) return [await this.#firstStep(first), ...(await this.#train(others))];
    return this.#trainByGraph(steps);
  }

  async #trainEagerly(steps: readonly Step[]): Promise<MetricSums[]> {
    await this.#toEager();
    this.#newest = 'eager';
    return this.#eager.run(
      steps.map(({ batch }) => batch),
      steps.map(({ hyper }) => hyper),
      steps.map(({ counter }) => counter),
    );
  }

  async #trainByGraph(steps: readonly Step[]): Promise<MetricSums[]> {
    await this.#toGraph();
    const phase = steps[0]?.counter.phase ?? 0;
    const step = stepOf(this.#eager.steps, { phase });
    const calls = steps.map(({ batch, counter, hyper }) => ({
      batch,
      counter,
      scalars: this.#graph.scalars(phase, hyper, this.#eager.nextIteration(step)),
    }));
    this.#newest = 'graph';
    const results = await this.#graph.run(trainPass(phase), calls);
    const reader = required(this.#phaseReaders[phase], 'the metrics of a phase');
    return results.map(([means], at) => reader.sums(means ?? [], steps[at]?.batch.length ?? 0));
  }

  /** The first step of a batch size: taken eagerly, recorded, taken again by the graph from the same state, and compared. */
  async #firstStep(step: Step): Promise<MetricSums> {
    const kind = trainPass(step.counter.phase);
    if (await this.#goOnAsBefore(kind, step.batch)) return required((await this.#train([step]))[0], 'a row of metrics');
    await this.#toEager();
    if (!(await this.#add(kind, step.batch))) return required((await this.#trainEagerly([step]))[0], 'a row of metrics');
    const before = await this.#eager.readState();
    const [expectedRow = {}] = await this.#trainEagerly([step]);
    const expected = await this.#eager.readState();
    const compare = async (): Promise<Distance & { readonly row: MetricSums }> => {
      await this.writeState(before);
      const [row = {}] = await this.#trainByGraph([step]);
      const seen = rowDifference(expectedRow, row);
      return { row, seen, all: Math.max(stateDifference(expected, await this.readState()), seen) };
    };
    const first = await compare();
    if (first.all <= tolerance) {
      this.#keep(kind, step.batch, 'own');
      return first.row;
    }
    const agrees = await this.#agreesPlainly(kind, step.batch, first, compare);
    if (!agrees) this.#refuse(kind, differs('its first step', first.all));
    await this.writeState(before);
    const [row] = agrees ? await this.#trainByGraph([step]) : await this.#trainEagerly([step]);
    return required(row, 'a row of metrics');
  }

  /**
   * Whether a pass that differs from the eager one does so by the rounding of our kernels alone: on TensorFlow's it has to agree. A gradient can be far
   * from another that was rounded otherwise, where many numbers lie close to the bend of a ReLU, and the first step of Adam makes a large number of a
   * small one; engines differ among each other by as much. Where what is seen of the step, its loss and metrics, agrees, it goes on on our kernels, each
   * of which was compared with TensorFlow's when it was chosen; else on TensorFlow's.
   */
  async #agreesPlainly(kind: PassKind, sample: Batch, first: Distance, compare: () => Promise<Distance>): Promise<boolean> {
    if (!this.#graph.hasOwnKernels(kind, sample.length)) return false;
    await this.#graph.addPlain(kind, sample);
    if ((await compare()).all > tolerance) return false;
    if (first.seen <= tolerance) this.#graph.useChosen(kind, sample.length);
    this.#keep(kind, sample, first.seen <= tolerance ? 'own' : 'tensorflow');
    return true;
  }

  async evaluate(batches: readonly Batch[]): Promise<MetricSums> {
    let sums = this.#reader.none();
    for (const group of ofOneSize(batches.map((batch) => ({ batch })))) {
      for (const row of await this.#evaluate(group.map(({ batch }) => batch))) sums = addSums(sums, row);
    }
    return sums;
  }

  /** Batches of one size, at least one. */
  async #evaluate(batches: readonly Batch[]): Promise<MetricSums[]> {
    const eagerly = async (batch: Batch): Promise<MetricSums> => {
      await this.#toEager();
      return this.#eager.evaluate([batch]);
    };
    const byGraph = async (own: readonly Batch[]): Promise<MetricSums[]> => {
      await this.#toGraph();
      const results = await this.#graph.run('evaluate', own.map(untrained));
      return results.map(([means], at) => this.#sums(means, own[at]?.length ?? 0));
    };
    const sample = required(batches[0], 'a batch');
    const compiled = await this.#isCompiled('evaluate', sample, async () => {
      const [row] = await byGraph([sample]);
      return rowDifference(await eagerly(sample), row ?? {});
    });
    return compiled ? byGraph(batches) : Promise.all(batches.map(eagerly));
  }

  async predict(batch: Batch, dropping?: Counter): Promise<Readonly<Record<string, TensorData>>> {
    const kind = dropping ? 'drop' : 'predict';
    const eagerly = async (): Promise<Readonly<Record<string, TensorData>>> => {
      await this.#toEager();
      return this.#eager.predict(batch, dropping);
    };
    const byGraph = async (): Promise<Readonly<Record<string, TensorData>>> => {
      await this.#toGraph();
      const [outputs] = await this.#graph.run(kind, [{ ...untrained(batch), ...(dropping ? { counter: dropping } : {}) }]);
      const heads = [...this.#graph.shapes(kind, batch.length)];
      return Object.fromEntries(heads.map(([name, shape], at) => [name, { shape, dtype: 'float32', numbers: floats(outputs?.[at]) }]));
    };
    const compiled = await this.#isCompiled(kind, batch, async () => {
      const outputs = await byGraph();
      return stateDifference(await eagerly(), outputs);
    });
    return compiled ? byGraph() : eagerly();
  }

  async probe(batch: Batch, counter: Counter): Promise<Readonly<Record<string, number>>> {
    const eagerly = async (): Promise<Readonly<Record<string, number>>> => {
      await this.#toEager();
      return this.#eager.probe(batch, counter);
    };
    const byGraph = async (): Promise<Readonly<Record<string, number>>> => {
      await this.#toGraph();
      const [outputs] = await this.#graph.run('probe', [{ ...untrained(batch), counter }]);
      const numbers = floats(outputs?.[0]);
      const keys = [...this.#graph.shapes('probe', batch.length).keys()];
      return Object.fromEntries(keys.map((key, at) => [key, required(numbers[at], key)]));
    };
    const compiled = await this.#isCompiled('probe', batch, async () => {
      const [expected, found] = [await eagerly(), await byGraph()];
      return Math.max(
        ...Object.entries(expected).map(([key, value]) => Math.abs(value - (found[key] ?? Number.NaN)) / Math.max(1, Math.abs(value))),
      );
    });
    return compiled ? byGraph() : eagerly();
  }

  async operationTimes(pass: 'train' | 'predict', batch: Batch): Promise<readonly OperationTime[]> {
    const before = await this.readState();
    const hyper = hyperParameters(stepOf(this.#eager.steps, {}).phase.optimizer);
    const counter = { epoch: 0, step: 0 };
    // The first run of a size is recorded and compared.
    if (pass === 'train') await this.run([batch, batch], [hyper, hyper], [counter, counter]);
    else await this.predict(batch);
    const times = this.#refused.has(pass) ? null : this.#graph.trace(pass, { batch, counter, scalars: this.#graph.scalars(0, hyper, 1) });
    await this.writeState(before);
    return times ?? [];
  }

  /** Whether a pass over batches of the sample's size runs by the graph. The first time it is recorded, and compared by `distance`. */
  async #isCompiled(kind: PassKind, sample: Batch, distance: () => Promise<number>): Promise<boolean> {
    const compare = async (): Promise<Distance> => {
      const all = await distance();
      return { seen: all, all };
    };
    if (this.#refused.has(kind)) return false;
    if (this.#graph.has(kind, sample.length)) return true;
    if (await this.#goOnAsBefore(kind, sample)) return !this.#refused.has(kind);
    if (!(await this.#add(kind, sample))) return false;
    const first = await compare();
    if (first.all <= tolerance) {
      this.#keep(kind, sample, 'own');
      return true;
    }
    if (await this.#agreesPlainly(kind, sample, first, compare)) return true;
    this.#refuse(kind, differs('its first batch', first.all));
    return false;
  }

  #passOf = (kind: PassKind, sample?: Batch): string => `${this.#digest} ${kind}${sample ? ` of ${sample.length}` : ''}`;
  #keep(kind: PassKind, sample: Batch, choice: PassChoice): void {
    this.#kernels?.keepPass(this.#passOf(kind, sample), choice);
  }

  /** Adds a pass as it ran before the run was resumed, without comparing it anew; false where it had not come to it. */
  async #goOnAsBefore(kind: PassKind, sample: Batch): Promise<boolean> {
    if (this.#kernels?.passBefore(this.#passOf(kind)) === 'eager') {
      this.#refuse(kind, 'as was found when the run began');
      return true;
    }
    const before = this.#kernels?.passBefore(this.#passOf(kind, sample));
    if (before === undefined) return false;
    if ((await this.#add(kind, sample)) && before === 'tensorflow') await this.#graph.addPlain(kind, sample);
    this.#keep(kind, sample, before);
    return true;
  }

  /** Adds a pass to the graph; false, with a word to the user, when that cannot be. */
  async #add(kind: PassKind, sample: Batch): Promise<boolean> {
    try {
      await this.#graph.add(kind, sample);
      return true;
    } catch (error) {
      // Operation by operation it needs more still.
      if (isOutOfMemory(error)) throw error;
      this.#refuse(kind, errorLine(error));
      return false;
    }
  }

  #refuse(kind: PassKind, why: string): void {
    this.#refused.add(kind);
    this.#kernels?.keepPass(this.#passOf(kind), 'eager');
    this.#warn(`The ${nameOf(kind)} could not be compiled (${why}); it runs operation by operation, which is slower.`);
  }

  #sums(means: GraphNumbers | undefined, size: number): MetricSums {
    return this.#reader.sums(means ?? [], size);
  }

  /** Brings the newest state into the graph. */
  async #toGraph(): Promise<void> {
    if (this.#newest !== 'eager') return;
    await this.#graph.setState((key) => Float32Array.from(this.#eager.variable(key).dataSync()));
    this.#newest = 'both';
  }

  /** Brings the newest state to the eager side. */
  async #toEager(): Promise<void> {
    if (this.#newest !== 'graph') return;
    await this.#eager.writeState(await this.readState());
    this.#newest = 'both';
  }

  async diagnose(batch: Batch, hyper: Hyper, counter: Counter): Promise<string | null> {
    await this.#toEager();
    return this.#eager.diagnose(batch, hyper, counter);
  }

  async readState(): Promise<State> {
    if (this.#newest !== 'graph') return this.#eager.readState();
    const tensors = await this.#graph.readState();
    return { ...Object.fromEntries([...tensors].map(([key, numbers]) => [key, this.#tensor(key, numbers)])), ...this.#eager.counters() };
  }

  #tensor(key: string, numbers: Float32Array): TensorData {
    return { shape: this.#eager.variable(key).shape, dtype: 'float32', numbers };
  }

  async writeState(state: State): Promise<void> {
    await this.#eager.writeState(state);
    this.#newest = 'eager';
  }

  dispose(): void {
    this.#graph.close();
    this.#eager.dispose();
  }
}

/** How far a pass is from the eager one: in what is seen of it, and in all that it gives or leaves behind. */
interface Distance {
  readonly seen: number;
  readonly all: number;
}

interface Step {
  readonly batch: Batch;
  readonly hyper: Hyper;
  readonly counter: Counter;
}

/** A batch that nothing is learned from. */
const untrained = (batch: Batch): PassCall => ({ batch, counter: { epoch: 0, step: 0 }, scalars: new Float32Array() });
const differs = (what: string, distance: number): string => `${what} differs from the eager one by ${distance.toExponential(1)}`;

function floats(numbers: GraphNumbers | undefined): Float32Array {
  if (numbers instanceof Float32Array) return numbers;
  throw new TypeError('the graph gave no floating-point numbers');
}

/** Neighbours of one batch size and phase together, in their order. */
function ofOneSize<T extends { readonly batch: Batch; readonly counter?: Counter }>(items: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    if (last && first?.batch.length === item.batch.length && first.counter?.phase === item.counter?.phase) last.push(item);
    else groups.push([item]);
  }
  return groups;
}
