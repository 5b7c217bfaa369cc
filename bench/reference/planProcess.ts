import { ownEnvironment } from './ownEnvironment.ts';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ColumnData, State, TensorData } from '../../main/engine/engine.ts';
import type { ItemValue } from '../../shared/catalogue/params.ts';
import { kerasObject } from '../../shared/codegen/kerasConfig.ts';
import { chosenSources, kerasJob } from '../../shared/codegen/kerasJob.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { KerasCourse } from './scheduleRun.ts';
import { heldNumbers } from '../../main/engine/streaming/heldRows.ts';

interface Encoded {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly numbers: string;
}

const encode = (numbers: Float32Array | Int32Array, shape: readonly number[]): Encoded => ({
  shape,
  dtype: numbers instanceof Int32Array ? 'int32' : 'float32',
  numbers: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64'),
});
function decode({ shape, numbers }: Encoded): TensorData {
  const bytes = Uint8Array.from(Buffer.from(numbers, 'base64'));
  return { shape, dtype: 'float32', numbers: new Float32Array(bytes.buffer) };
}

export interface PlanProcessOptions {
  /** The Python of an environment that has what the script imports. */
  readonly python: string;
  /** The script beside this file; each answers the same commands. */
  readonly script: 'keras_plan.py' | 'torch_plan.py';
  /** What chooses the variant: `KERAS_BACKEND`, `TORCH_VARIANT`. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** A plan in another framework, in a Python process of its own. */
export class PlanProcess {
  readonly #child;
  readonly #lines;
  #errors = '';

  constructor({ python, script, environment = {} }: PlanProcessOptions) {
    this.#child = spawn(python, [new URL(script, import.meta.url).pathname], {
      env: { ...ownEnvironment(), ...environment, CUDA_VISIBLE_DEVICES: '' },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stderr.on('data', (text: Buffer) => (this.#errors += text.toString()));
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async #ask<T>(message: Readonly<Record<string, unknown>>): Promise<T> {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`);
    const line = await this.#lines.next();
    if (line.done) throw new Error(`the other framework ended: ${this.#errors.split('\n').slice(-8).join('\n')}`);
    return JSON.parse(line.value) as T;
  }

  /** Builds the model; weights may be left out, then the framework chooses its own. `eager`: operation by operation, quicker for a few steps; `metrics`: with those of the heads. Gives the framework's version. */
  async build(
    plan: TrainPlan,
    data: ColumnData,
    state: State | null,
    { eager = false, metrics = false } = {},
  ): Promise<{ version: string }> {
    const own = new Set(plan.layers.flatMap((layer) => layer.weights.map((weight) => `${layer.layerId}/${weight.name}`)));
    const weights = Object.fromEntries(
      Object.entries(state ?? {}).flatMap(([key, tensor]) => (own.has(key) ? [[key, encode(tensor.numbers, tensor.shape)]] : [])),
    );
    const columnOf = (name: string, classes: number | null, oneHot: boolean): Encoded => {
      const column = data.columns[name];
      if (!column) throw new Error(`no column "${name}"`);
      if (oneHot && classes !== null) {
        const rows = new Float32Array(data.rows * classes);
        heldNumbers(column).forEach((label, row) => (rows[row * classes + label] = 1));
        return encode(rows, [data.rows, classes]);
      }
      const held = heldNumbers(column);
      const numbers = held instanceof Uint8Array ? Float32Array.from(held) : held;
      return encode(numbers, [data.rows, ...column.shape]);
    };
    return this.#ask({
      command: 'build',
      job: kerasJob(plan),
      eager,
      metrics,
      weights,
      data: plan.inputs.filter(hasColumn).map((input) => columnOf(input.column, null, false)),
      // Keras gives every loss a target: zeros to one that looks at none.
      targets: plan.heads.map((head) =>
        hasColumn(head)
          ? columnOf(head.column, data.columns[head.column]?.classes ?? null, head.target === 'oneHot')
          : encode(new Float32Array(data.rows), [data.rows, 1]),
      ),
    });
  }

  /** One training step for each batch of rows; gives the loss of each, before the step. */
  async train(batches: readonly (readonly number[])[]): Promise<readonly number[]> {
    return (await this.#ask<{ losses: number[] }>({ command: 'train', batches })).losses;
  }

  /** Metrics of all rows in batches, without the loss. */
  async evaluate(batchSize: number): Promise<readonly number[]> {
    return (await this.#ask<{ metrics: number[] }>({ command: 'evaluate', batch_size: batchSize })).metrics;
  }

  /** `fit` over the first rows; milliseconds a step. */
  async fit(rows: number, batchSize: number): Promise<number> {
    return (await this.#ask<{ milliseconds: number }>({ command: 'fit', rows, batch_size: batchSize })).milliseconds;
  }

  /** Predictions of the first rows, batch after batch; milliseconds a batch. */
  async predict(rows: number, batchSize: number): Promise<number> {
    return (await this.#ask<{ milliseconds: number }>({ command: 'predict', rows, batch_size: batchSize })).milliseconds;
  }

  /** Saves the model in a folder, in each form that Keras can save it in: names of the files, that of its weights alone first. */
  async save(folder: string): Promise<readonly string[]> {
    return (await this.#ask<{ saved: string[] }>({ command: 'save', folder })).saved;
  }

  async state(): Promise<{ weights: State; predictions: TensorData[] }> {
    const { weights, predictions } = await this.#ask<{ weights: Record<string, Encoded>; predictions: Encoded[] }>({ command: 'state' });
    return {
      weights: Object.fromEntries(Object.entries(weights).map(([key, value]) => [key, decode(value)])),
      predictions: predictions.map(decode),
    };
  }

  /** Learning rates under a schedule of Keras, or under one of its callbacks. */
  async rates(course: KerasCourse): Promise<readonly number[]> {
    return (await this.#ask<{ readonly rates: readonly number[] }>({ command: 'rates', ...course })).rates;
  }

  /** What a callback of Keras makes of the epochs of a run. */
  async watch(callback: ItemValue, metrics: readonly number[]): Promise<Readonly<Record<string, readonly number[]>>> {
    return this.#ask({ command: 'watch', callback: kerasObject('callbacks', callback), metrics });
  }

  /** The arguments of Keras's layers, by class; none of a class that Keras has not. */
  async arguments(classes: readonly string[]): Promise<Readonly<Record<string, readonly string[]>>> {
    return this.#ask({ command: 'arguments', classes });
  }

  /** A weight of a shape as the framework's initializer fills it. */
  async sample(initializer: ItemValue, shape: readonly number[]): Promise<Float32Array> {
    const own = { initializer: kerasObject('initializers', initializer), sources: chosenSources('initializers', initializer) };
    const { numbers } = decode(await this.#ask<Encoded>({ command: 'sample', ...own, shape }));
    return Float32Array.from(numbers);
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.stdin.end();
    });
  }
}
