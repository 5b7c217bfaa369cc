import type { Batch, FetchedNumbers, Numbers, RowStream } from '../engine.ts';
import { required } from '../lower/lowering.ts';

interface Fetching {
  readonly bytes: number;
  readonly done: Promise<void>;
  /** Null until it is read. */
  numbers: Readonly<Record<string, Numbers>> | null;
  /** A call works with it. */
  used: boolean;
}

/**
 * The rows of batches on their way from disk: those that a call works with, and those that are expected next, read ahead as far as there is room. A batch is known by its object.
 */
export class FetchedRows implements FetchedNumbers {
  readonly #stream: RowStream;
  readonly #names: readonly string[];
  readonly #room: number;
  readonly #rowBytes: number;
  readonly #fetching = new Map<Batch, Fetching>();
  #expected: readonly Batch[] = [];
  #held = 0;
  #waited = 0;

  /** `room`: bytes that may be held at once; two batches are held whatever they take. */
  constructor(stream: RowStream, names: readonly string[], room: number) {
    this.#stream = stream;
    this.#names = names;
    this.#room = room;
    this.#rowBytes = names.reduce((sum, name) => sum + stream.rowBytes(name), 0);
  }

  /** Bytes held or on their way. */
  get held(): number {
    return this.#held;
  }
  /** Milliseconds that calls have waited for rows. */
  get waited(): number {
    return this.#waited;
  }

  bytesOf(batch: Batch): number {
    return batch.length * this.#rowBytes;
  }

  numbersOf(name: string, batch: Batch): Numbers {
    return required(this.#fetching.get(batch)?.numbers?.[name], `the rows of "${name}" for a batch`);
  }

  /** What will be asked for next, in this order; what was expected before and is not any more is let go. */
  expect(batches: readonly Batch[]): void {
    const wanted = new Set(batches);
    for (const [batch, { used }] of this.#fetching) if (!used && !wanted.has(batch)) this.#drop(batch);
    this.#expected = batches;
    this.#readAhead();
  }

  /** Waits until the rows of these batches are there, and keeps them until `release`. Rejects in words. */
  async take(batches: readonly Batch[]): Promise<void> {
    const fetching = batches.map((batch) => this.#begin(batch));
    for (const own of fetching) own.used = true;
    this.#readAhead();
    const began = performance.now();
    await Promise.all(fetching.map(({ done }) => done));
    this.#waited += performance.now() - began;
  }

  release(batches: readonly Batch[]): void {
    for (const batch of batches) this.#drop(batch);
    this.#readAhead();
  }

  /** Lets everything go; what is still being read is dropped when it comes. */
  clear(): void {
    this.#expected = [];
    for (const batch of [...this.#fetching.keys()]) this.#drop(batch);
  }

  #readAhead(): void {
    for (const batch of this.#expected) {
      if (this.#fetching.has(batch)) continue;
      const bytes = this.bytesOf(batch);
      if (this.#held + bytes > Math.max(this.#room, 2 * bytes)) return;
      this.#begin(batch);
    }
  }

  #begin(batch: Batch): Fetching {
    const known = this.#fetching.get(batch);
    if (known) return known;
    const bytes = this.bytesOf(batch);
    const done = this.#stream.read(batch, this.#names).then((numbers) => {
      own.numbers = numbers;
    });
    const own: Fetching = { bytes, done, numbers: null, used: false };
    // Told to whoever takes it; nobody may.
    done.catch(() => {});
    this.#fetching.set(batch, own);
    this.#held += bytes;
    return own;
  }

  #drop(batch: Batch): void {
    const own = this.#fetching.get(batch);
    if (!own) return;
    this.#fetching.delete(batch);
    this.#held -= own.bytes;
    this.#expected = this.#expected.filter((other) => other !== batch);
  }
}
