import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import { toWords } from '../../shared/catalogue/toWords.ts';
import { metricRows, phaseRows } from '../../shared/plan/metricRows.ts';
import { phasePlans } from '../../shared/plan/phasePlans.ts';
import { planWeights } from '../../shared/plan/planWeights.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import { uniforms } from '../../shared/random/stream.ts';
import { constrain } from './constraints/index.ts';
import { batchTensors, inputTensors } from './batchTensors.ts';
import { Suspects } from './diagnose.ts';
import { differentiate, type StepBatch } from './differentiate.ts';
import type { Batch, ColumnData, Counter, Hyper, LiveModel, MetricSums, State, TensorData } from './engine.ts';
import { noiseStreams } from './forward.ts';
import { evaluateBatch, infer } from './inference.ts';
import { initialWeight } from './initialWeights.ts';
import { required } from './lower/lowering.ts';
import { PhaseStep, stepOf } from './phaseStep.ts';
import { probeStep } from './probeStep.ts';
import type { Ops } from './ops/ops.ts';
import { addSums, MetricReader } from './metricSums.ts';
import { clipGradients } from './optimizers/clipGradients.ts';
import { scalarTensors } from './optimizers/tensorAlgebra.ts';

/** A plan run operation by operation on the current tfjs backend. Correct on every engine; each engine may have a quicker way. */
export class EagerModel implements LiveModel {
  readonly #plan: TrainPlan;
  readonly #data: ColumnData;
  readonly #ops: Ops;
  /** Weights, and slots as `layerId/weight/slot`. */
  readonly #variables = new Map<string, Variable>();
  readonly #iterations = new Map<string, number>();
  readonly #reader: MetricReader;
  readonly #phaseReaders: readonly MetricReader[];
  /** What each phase of the plan computes and moves. */
  readonly steps: readonly PhaseStep[];

  constructor(plan: TrainPlan, data: ColumnData, ops: Ops) {
    this.#plan = plan;
    this.#data = data;
    this.#ops = ops;
    this.#reader = new MetricReader(metricRows(plan));
    this.#phaseReaders = phasePlans(plan).map((own) => new MetricReader(phaseRows(own)));
    const hold = (key: string, numbers: Float32Array, shape: readonly number[], trainable: boolean): void => {
      // A name would be registered in the global engine and could clash with another model's.
      const first = tf.tensor(numbers, [...shape], 'float32');
      this.#variables.set(key, tf.variable(first, trainable));
      first.dispose();
    };
    planWeights(plan).forEach((weight, place) => {
      const { shape, trainable } = weight.spec;
      hold(weight.key, initialWeight(weight, place, plan.seed), shape, trainable);
    });
    this.steps = phasePlans(plan).map((own) => new PhaseStep(own, (key) => this.variable(key)));
    for (const step of this.steps) {
      this.#iterations.set(step.iterationsKey, 0);
      for (const { key, spec } of step.trained) {
        for (const [slot, start] of Object.entries(step.slots)) {
          const numbers = new Float32Array(spec.shape.reduce((a, b) => a * b, 1)).fill(start);
          hold(step.slotKey(key, slot), numbers, spec.shape, false);
        }
      }
    }
  }

  /** A weight, or a slot by `layerId/weight/slot`. */
  variable(key: string): Variable {
    return required(this.#variables.get(key), `the weight "${key}"`);
  }

  /** Names of all weights and slots. */
  get keys(): readonly string[] {
    return [...this.#variables.keys()];
  }

  /** Counts a training step of a phase; the first is 1. */
  nextIteration({ iterationsKey: key }: PhaseStep): number {
    const iteration = (this.#iterations.get(key) ?? 0) + 1;
    this.#iterations.set(key, iteration);
    return iteration;
  }

  async run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]> {
    const means: Tensor[] = [];
    for (const [at, batch] of batches.entries()) {
      means.push(this.#step(batch, required(hyper[at], 'hyper parameters'), required(counters[at], 'a counter')));
    }
    return Promise.all(
      means.map((mean, at) =>
        download(mean, batches[at]?.length ?? 0, required(this.#phaseReaders[counters[at]?.phase ?? 0], 'the metrics of a phase')),
      ),
    );
  }

  /** One training step; gives the means of its metrics as one tensor. */
  #step(batch: Batch, hyper: Hyper, counter: Counter): Tensor {
    const step = stepOf(this.steps, counter);
    const { optimizer } = step.phase;
    const iteration = this.nextIteration(step);
    return tf.tidy(() => {
      let made: Readonly<Record<string, Tensor>> | null = null;
      const scalars = (): Readonly<Record<string, Tensor>> => (made ??= scalarTensors(step.scalars(hyper, iteration)));
      const { rows, gradients, averages } = differentiate(
        step.plan,
        step.trained.map(({ key }) => key),
        step.points(scalars),
        { ...batchTensors(step.plan, this.#data, batch), random: this.#random(counter) },
        this.#ops,
      );
      for (const [key, gradient] of clipGradients(gradients, optimizer, step.stacked)) {
        const weight = this.variable(key);
        if (this.#ops.updateInPlace?.(optimizer, { weight, gradient, slots: step.slotsOf(key), hyper, iteration })) continue;
        const next = step.stepped(key, gradient, scalars());
        weight.assign(next.weight);
        for (const [slot, value] of Object.entries(next.slots)) this.variable(step.slotKey(key, slot)).assign(value);
      }
      for (const [key, constraint] of step.constrained)
        this.variable(key).assign(constrain(this.variable(key), constraint, step.stacked.has(key)));
      for (const [key, value] of averages) {
        this.variable(key).assign(value);
        value.dispose();
      }
      return rows;
    });
  }

  async diagnose(batch: Batch, hyper: Hyper, counter: Counter): Promise<string | null> {
    const suspects = new Suspects();
    const names = new Map<string, string>(
      this.#plan.layers.flatMap(({ layerId, name, weights }) =>
        weights.map((weight) => [`${layerId}/${weight.name}`, `"${weight.name}" of "${name}"`] as const),
      ),
    );
    const named = (key: string): string => names.get(key) ?? `"${key}"`;
    const step = stepOf(this.steps, counter);
    tf.tidy(() => {
      const tensors = batchTensors(step.plan, this.#data, batch);
      for (const { id, column } of step.plan.inputs.filter(hasColumn))
        suspects.add(`the data of the column "${column}"`, required(tensors.inputs[id], column));
      for (const { name, column } of step.plan.heads.filter(hasColumn))
        suspects.add(`the data of the column "${column}"`, required(tensors.targets[name], column));
      for (const { key } of planWeights(step.plan)) suspects.add(`the weight ${named(key)}`, this.variable(key));
      const scalars = scalarTensors(step.scalars(hyper, (this.#iterations.get(step.iterationsKey) ?? 0) + 1));
      const { rows, gradients, averages } = differentiate(
        step.plan,
        step.trained.map((weight) => weight.key),
        step.points(() => scalars),
        { ...tensors, random: this.#random(counter) },
        this.#ops,
        { seen: (layer, given) => suspects.add(`the output of "${layer.name}"`, given) },
      );
      for (const { words, at } of lossesIn(step.plan)) suspects.add(words, tf.slice(rows, at, 1));
      // Gradients are computed from the last layer to the first.
      const backwards = [...gradients].toReversed();
      for (const [weight, gradient] of backwards) suspects.add(`the gradient of the weight ${named(weight)}`, gradient);
      for (const [weight, gradient] of clipGradients(new Map(backwards), step.phase.optimizer, step.stacked)) {
        const next = step.stepped(weight, gradient, scalars);
        suspects.add(`the weight ${named(weight)} after the step`, next.weight);
        for (const [slot, value] of Object.entries(next.slots))
          suspects.add(`"${slot}" of the weight ${named(weight)} after the step`, value);
      }
      for (const [weight, value] of averages) {
        suspects.add(`the weight ${named(weight)} after the step`, value);
        value.dispose();
      }
      rows.dispose();
    });
    return suspects.first();
  }

  async evaluate(batches: readonly Batch[]): Promise<MetricSums> {
    let sums = this.#reader.none();
    for (const batch of batches) {
      const mean = tf.tidy(() =>
        evaluateBatch(
          this.#plan,
          { ...batchTensors(this.#plan, this.#data, batch), random: this.#random(still) },
          (key) => this.variable(key),
          this.#ops,
        ),
      );
      sums = addSums(sums, await download(mean, batch.length, this.#reader));
    }
    return sums;
  }

  async predict(batch: Batch, dropping?: Counter): Promise<Record<string, TensorData>> {
    const [fed, masks] = [this.#random(still), this.#random(dropping ?? still)];
    const random: StepBatch['random'] = (stream, ...rest) => (stream.startsWith(noiseStreams) ? fed : masks)(stream, ...rest);
    const outputs = tf.tidy(() => {
      const parts = { inputs: inputTensors(this.#plan, this.#data, batch), random };
      const heads = infer(this.#plan, parts, batch.length, (key) => this.variable(key), this.#ops, { dropping: dropping !== undefined });
      return Object.fromEntries(Object.entries(heads).map(([name, { prediction }]) => [name, prediction]));
    });
    const read = await Promise.all(Object.entries(outputs).map(async ([name, tensor]) => [name, await readTensor(tensor)] as const));
    for (const tensor of Object.values(outputs)) tensor.dispose();
    return Object.fromEntries(read);
  }

  async probe(batch: Batch, counter: Counter): Promise<Record<string, number>> {
    const keys: string[] = [];
    const values = tf.tidy(() => {
      const parts = { ...batchTensors(this.#plan, this.#data, batch), random: this.#random(counter) };
      const probed = probeStep(this.#plan, this.steps, (key) => this.variable(key), parts, this.#ops);
      keys.push(...probed.keys);
      return probed.values;
    });
    const numbers = await values.data();
    values.dispose();
    return Object.fromEntries(keys.map((key, at) => [key, required(numbers[at], key)]));
  }

  #random(counter: Counter): StepBatch['random'] {
    return (stream, shape, seed = this.#plan.seed, turn = 0) => tf.tensor(drawUniforms(seed, stream, counter, shape, turn), [...shape]);
  }

  async readState(): Promise<State> {
    const tensors = await Promise.all([...this.#variables].map(async ([key, variable]) => [key, await readTensor(variable)] as const));
    return { ...Object.fromEntries(tensors), ...this.counters() };
  }

  /** The counters of the state: how many steps each phase has made. */
  counters(): State {
    return Object.fromEntries(
      [...this.#iterations].map(([key, count]) => [key, { shape: [], dtype: 'int32', numbers: Int32Array.of(count) }]),
    );
  }

  async writeState(state: State): Promise<void> {
    checkState(state, [
      ...[...this.#variables].map(([key, { shape }]) => [key, shape] as const),
      ...[...this.#iterations.keys()].map((key) => [key, []] as const),
    ]);
    tf.tidy(() => {
      for (const [key, variable] of this.#variables) {
        const { numbers, shape } = required(state[key], key);
        variable.assign(tf.tensor(numbers.slice(), [...shape], 'float32'));
      }
    });
    for (const key of this.#iterations.keys()) this.#iterations.set(key, state[key]?.numbers[0] ?? 0);
  }

  dispose(): void {
    for (const variable of this.#variables.values()) variable.dispose();
    this.#variables.clear();
  }
}

/** Where no step is taken, chance stands still: the same noise each time. */
const still: Counter = { epoch: 0, step: 0 };

/** The losses of a step in words, each with its place among the numbers that the step gives: those of single heads before the total, which they make up. */
function lossesIn(plan: TrainPlan): readonly { readonly words: string; readonly at: number }[] {
  const rows = metricRows(plan);
  const [total, ...parts] = new MetricReader(rows).lossPlaces().map(([key, at]) => {
    const { head = '', name = '' } = rows.find((row) => row.key === key) ?? {};
    return { words: head !== '' ? `the loss of "${head}"` : name === 'loss' ? 'the loss' : `the ${toWords(name).toLowerCase()}`, at };
  });
  return [...parts, ...(total ? [total] : [])];
}

async function download(means: Tensor, examples: number, reader: MetricReader): Promise<MetricSums> {
  const values = await means.data();
  means.dispose();
  return reader.sums(values, examples);
}

/** The uniform numbers of a stream in one step. */
export function drawUniforms(seed: number, stream: string, { epoch, step }: Counter, shape: readonly number[], turn = 0): Float32Array {
  return uniforms(
    seed,
    stream,
    epoch,
    step,
    shape.reduce((a, b) => a * b, 1),
    turn,
  );
}

/** Throws when a state lacks a name, has one too many, or a shape differs. */
export function checkState(state: State, expected: readonly (readonly [key: string, shape: readonly number[]])[]): void {
  for (const [key, shape] of expected) {
    const found = state[key];
    if (!found) throw new Error(`the checkpoint has no "${key}": it belongs to another model`);
    if (found.shape.join() !== shape.join())
      throw new Error(`"${key}" is ${found.shape.join(' × ')} in the checkpoint, ${shape.join(' × ')} in the model`);
  }
  const names = new Set(expected.map(([key]) => key));
  const extra = Object.keys(state).find((key) => !names.has(key));
  if (extra !== undefined) throw new Error(`the checkpoint has "${extra}", which the model has not`);
}

async function readTensor(tensor: Tensor): Promise<TensorData> {
  const numbers = await tensor.data();
  return { shape: tensor.shape, dtype: 'float32', numbers: Float32Array.from(numbers) };
}
