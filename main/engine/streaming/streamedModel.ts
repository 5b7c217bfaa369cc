import type { Batch, Counter, Hyper, LiveModel, MetricSums, OperationTime, State, TensorData } from '../engine.ts';
import { addSums } from '../metricSums.ts';
import type { FetchedRows } from './fetchedRows.ts';

/**
 * A model whose data lies on disk: each call waits for the rows of its batches, which are read ahead where they were expected, and hands them to the model within. What is
 * computed is the same to the bit as from memory.
 */
export class StreamedModel implements LiveModel {
  readonly #model: LiveModel;
  readonly #rows: FetchedRows;
  readonly #atOnce: number;
  readonly operationTimes?: (pass: 'train' | 'predict', batch: Batch) => Promise<readonly OperationTime[]>;

  /** `atOnce`: bytes of the batches that go into one call of the model; a single batch always does. */
  constructor(model: LiveModel, rows: FetchedRows, atOnce: number) {
    this.#model = model;
    this.#rows = rows;
    this.#atOnce = atOnce;
    const times = model.operationTimes?.bind(model);
    if (times) this.operationTimes = (pass, batch) => this.#with([batch], () => times(pass, batch));
  }

  async run(batches: readonly Batch[], hyper: readonly Hyper[], counters: readonly Counter[]): Promise<MetricSums[]> {
    const rows: MetricSums[] = [];
    for (let from = 0; from < batches.length;) {
      const to = this.#end(batches, from);
      const own = batches.slice(from, to);
      const [first, last] = [from, to];
      rows.push(...(await this.#with(own, () => this.#model.run(own, hyper.slice(first, last), counters.slice(first, last)))));
      from = to;
    }
    return rows;
  }

  async evaluate(batches: readonly Batch[]): Promise<MetricSums> {
    if (batches.length === 0) return this.#model.evaluate(batches);
    if (batches.length > 1) this.#rows.expect(batches);
    let sums: MetricSums = {};
    for (const batch of batches) sums = addSums(sums, await this.#with([batch], () => this.#model.evaluate([batch])));
    return sums;
  }

  predict(batch: Batch, dropping?: Counter): Promise<Readonly<Record<string, TensorData>>> {
    return this.#with([batch], () => this.#model.predict(batch, dropping));
  }

  probe(batch: Batch, counter: Counter): Promise<Readonly<Record<string, number>>> {
    return this.#with([batch], () => this.#model.probe(batch, counter));
  }

  diagnose(batch: Batch, hyper: Hyper, counter: Counter): Promise<string | null> {
    return this.#with([batch], () => this.#model.diagnose(batch, hyper, counter));
  }

  expect(batches: readonly Batch[]): void {
    this.#rows.expect(batches);
  }

  waited(): number {
    return this.#rows.waited;
  }

  readState(): Promise<State> {
    return this.#model.readState();
  }

  writeState(state: State): Promise<void> {
    return this.#model.writeState(state);
  }

  dispose(): void {
    this.#rows.clear();
    this.#model.dispose();
  }

  /** Where the batches end that go into one call, from one on. */
  #end(batches: readonly Batch[], from: number): number {
    let bytes = 0;
    let to = from;
    for (const batch of batches.slice(from)) {
      bytes += this.#rows.bytesOf(batch);
      if (to > from && bytes > this.#atOnce) break;
      to++;
    }
    return to;
  }

  async #with<T>(batches: readonly Batch[], work: () => Promise<T>): Promise<T> {
    try {
      await this.#rows.take(batches);
      return await work();
    } finally {
      this.#rows.release(batches);
    }
  }
}
