import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Variable } from '@tensorflow/tfjs-core';
import { findOptimizer } from '../../shared/catalogue/index.ts';
import type { Stepped } from '../../shared/catalogue/optimizer.ts';
import { lookAhead, looksAhead, stepScalars, stepWeight } from '../../shared/catalogue/optimizerStep.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { planWeights, type PlanWeight } from '../../shared/plan/planWeights.ts';
import type { Phase, TrainPlan } from '../../shared/plan/trainPlan.ts';
import { uniforms } from '../../shared/random/stream.ts';
import { constrain } from './constraints/index.ts';
import { batchTensors, inputTensors } from './batchTensors.ts';
import { Suspects } from './diagnose.ts';
import { differentiate, type StepBatch } from './differentiate.ts';
import type { Batch, ColumnData, Counter, Hyper, LiveModel, MetricSums, State, TensorData } from './engine.ts';
import { evaluateBatch, infer } from './inference.ts';
import { initialWeight } from './initialWeights.ts';
import { required } from './lower/lowering.ts';
import { probeStep } from './probeStep.ts';
import type { Ops } from './ops/ops.ts';
import { addSums, MetricReader } from './metricSums.ts';
import { clipGradients } from './optimizers/clipGradients.ts';
import { scalarTensors, tensorAlgebra } from './optimizers/tensorAlgebra.ts';

/** Name of the counter of steps of a phase in the state. */
const iterationsKey = (phase: Phase): string => `optimizer/${phase.name}/iterations`;

/** A plan run operation by operation on the current tfjs backend. Correct on every engine; each engine may have a quicker way. */
export class EagerModel implements LiveModel {
  readonly #plan: TrainPlan;
  readonly #data: ColumnData;
  readonly #ops: Ops;
  /** Weights, and slots as `layerId/weight/slot`. */
  readonly #variables = new Map<string, Variable>();
  readonly #iterations = new Map<string, number>();
  readonly #reader: MetricReader;
  readonly phase: Phase;
  /** The weights that the phase moves, in the order of the layers. */
  readonly trained: readonly PlanWeight[];
  /** Those of them that are brought to something after every step. */
  readonly constrained: ReadonlyMap<string, ItemValue>;
  /** Slots that the optimizer keeps for each of them. */
  readonly slotNames: readonly string[];

  constructor(plan: TrainPlan, data: ColumnData, ops: Ops) {
    this.#plan = plan;
    this.#data = data;
    this.#ops = ops;
    this.#reader = new MetricReader(plan);
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
    this.phase = required(plan.phases[0], 'a phase');
    this.trained = planWeights(plan).filter((weight) => weight.spec.trainable && this.phase.trained.includes(weight.layerId));
    this.constrained = new Map(this.trained.flatMap(({ key, spec }) => (spec.constraint ? [[key, spec.constraint] as const] : [])));
    const slots = findOptimizer(this.phase.optimizer.kind).slots(this.phase.optimizer.values);
    this.slotNames = Object.keys(slots);
    this.#iterations.set(iterationsKey(this.phase), 0);
    for (const weight of this.trained) {
      for (const [slot, start] of Object.entries(slots)) {
        const numbers = new Float32Array(weight.spec.shape.reduce((a, b) => a * b, 1)).fill(start);
        hold(`${weight.key}/${slot}`, numbers, weight.spec.shape, false);
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

  /** The numbers of the optimizer's step; the first iteration is 1. */
  scalars(hyper: Hyper, iteration: number): Readonly<Record<string, number>> {
    return stepScalars(this.phase.optimizer, hyper, iteration);
  }

  /** What the optimizer makes of a weight and its slots; nothing is written. */
  stepped(key: string, gradient: Tensor, scalars: Readonly<Record<string, Tensor>>): Stepped<Tensor> {
    return stepWeight(tensorAlgebra, this.phase.optimizer, { weight: this.variable(key), gradient, slots: this.#slots(key), scalars });
  }

  /** Where the optimizer takes gradients, by weight: at the weights themselves, unless it looks ahead, for which it wants the step's scalars. */
  points(scalars: () => Readonly<Record<string, Tensor>>): (key: string) => Tensor {
    const { optimizer } = this.phase;
    if (!looksAhead(optimizer)) return (key) => this.variable(key);
    const ahead = new Map(
      this.trained.map(({ key }) => {
        const parts = { weight: this.variable(key), slots: this.#slots(key), scalars: scalars() };
        return [key, lookAhead<Tensor>(tensorAlgebra, optimizer, parts)];
      }),
    );
    return (key) => ahead.get(key) ?? this.variable(key);
  }

  #slots(key: string): Record<string, Variable> {
    return Object.fromEntries(this.slotNames.map((slot) => [slot, this.variable(`${key}/${slot}`)]));
  }

  /** Counts a training step; the first is 1. */
  nextIteration(): number {
    const key = iterationsKey(this.phase);
    const iteration = (this.#iterations.get(key) ?? 0) + 1;
    this.#iterations.set(key, iteration);
    return iteration;
  }

  async run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]> {
    const means: Tensor[] = [];
    for (const [at, batch] of batches.entries()) {
      means.push(this.#step(batch, required(hyper[at], 'hyper parameters'), required(counters[at], 'a counter')));
    }
    return Promise.all(means.map((mean, at) => this.#download(mean, batches[at]?.length ?? 0)));
  }

  /** One training step; gives the means of its metrics as one tensor. */
  #step(batch: Batch, hyper: Hyper, counter: Counter): Tensor {
    const phase = this.phase;
    const iteration = this.nextIteration();
    return tf.tidy(() => {
      let made: Readonly<Record<string, Tensor>> | null = null;
      const scalars = (): Readonly<Record<string, Tensor>> => (made ??= scalarTensors(this.scalars(hyper, iteration)));
      const { rows, gradients, averages } = differentiate(
        this.#plan,
        this.trained.map(({ key }) => key),
        this.points(scalars),
        { ...batchTensors(this.#plan, this.#data, batch), random: this.#random(counter) },
        this.#ops,
      );
      for (const [key, gradient] of clipGradients(gradients, phase.optimizer)) {
        const weight = this.variable(key);
        const slots = this.#slots(key);
        if (this.#ops.updateInPlace?.(phase.optimizer, { weight, gradient, slots, hyper, iteration })) continue;
        const next = this.stepped(key, gradient, scalars());
        weight.assign(next.weight);
        for (const [slot, value] of Object.entries(next.slots)) this.variable(`${key}/${slot}`).assign(value);
      }
      for (const [key, constraint] of this.constrained) this.variable(key).assign(constrain(this.variable(key), constraint));
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
    tf.tidy(() => {
      const tensors = batchTensors(this.#plan, this.#data, batch);
      for (const { id, column } of this.#plan.inputs)
        suspects.add(`the data of the column "${column}"`, required(tensors.inputs[id], column));
      for (const { name, column } of this.#plan.heads)
        suspects.add(`the data of the column "${column}"`, required(tensors.targets[name], column));
      for (const { key } of planWeights(this.#plan)) suspects.add(`the weight ${named(key)}`, this.variable(key));
      const key = iterationsKey(this.phase);
      const scalars = scalarTensors(this.scalars(hyper, (this.#iterations.get(key) ?? 0) + 1));
      const { rows, gradients, averages } = differentiate(
        this.#plan,
        this.trained.map((weight) => weight.key),
        this.points(() => scalars),
        { ...tensors, random: this.#random(counter) },
        this.#ops,
        { seen: (layer, given) => suspects.add(`the output of "${layer.name}"`, given) },
      );
      suspects.add('the loss', tf.slice(rows, 0, 1));
      // Gradients are computed from the last layer to the first.
      const backwards = [...gradients].toReversed();
      for (const [weight, gradient] of backwards) suspects.add(`the gradient of the weight ${named(weight)}`, gradient);
      for (const [weight, gradient] of clipGradients(new Map(backwards), this.phase.optimizer)) {
        const next = this.stepped(weight, gradient, scalars);
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
        evaluateBatch(this.#plan, batchTensors(this.#plan, this.#data, batch), (key) => this.variable(key), this.#ops),
      );
      sums = addSums(sums, await this.#download(mean, batch.length));
    }
    return sums;
  }

  async predict(batch: Batch): Promise<Record<string, TensorData>> {
    const outputs = tf.tidy(() => {
      const heads = infer(this.#plan, inputTensors(this.#plan, this.#data, batch), (key) => this.variable(key), this.#ops);
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
      const trained = this.trained.map(({ key }) => key);
      const probed = probeStep(this.#plan, trained, (key) => this.variable(key), parts, this.#ops);
      keys.push(...probed.keys);
      return probed.values;
    });
    const numbers = await values.data();
    values.dispose();
    return Object.fromEntries(keys.map((key, at) => [key, required(numbers[at], key)]));
  }

  #random(counter: Counter): StepBatch['random'] {
    return (stream, shape, seed = this.#plan.seed) => tf.tensor(drawUniforms(seed, stream, counter, shape), [...shape]);
  }

  async #download(means: Tensor, examples: number): Promise<MetricSums> {
    const values = await means.data();
    means.dispose();
    return this.#reader.sums(values, examples);
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

/** The uniform numbers of a stream in one step. */
export function drawUniforms(seed: number, stream: string, { epoch, step }: Counter, shape: readonly number[]): Float32Array {
  return uniforms(
    seed,
    stream,
    epoch,
    step,
    shape.reduce((a, b) => a * b, 1),
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
