import { expect, test } from 'vitest';
import type { Batch, Numbers, RowStream } from '../engine.ts';
import { FetchedRows } from './fetchedRows.ts';

/** A stream whose answers are given by hand, in any order. */
function handStream(): {
  stream: RowStream;
  asked: Int32Array[];
  answer: (at: number) => Promise<void>;
  fail: (at: number, words: string) => Promise<void>;
} {
  const asked: Int32Array[] = [];
  const waiting: { resolve(numbers: Record<string, Numbers>): void; reject(error: Error): void }[] = [];
  const stream: RowStream = {
    names: ['x'],
    rowBytes: () => 4,
    read: (rows) =>
      new Promise((resolve, reject) => {
        asked.push(rows);
        waiting.push({ resolve, reject });
      }),
  };
  // What waits for an answer goes on before the next line.
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    stream,
    asked,
    answer(at) {
      waiting[at]?.resolve({ x: Float32Array.from(asked[at] ?? []) });
      return turn();
    },
    fail(at, words) {
      waiting[at]?.reject(new Error(words));
      return turn();
    },
  };
}

const batch = (...rows: readonly number[]): Batch => Int32Array.from(rows);

test('what is expected is read ahead in order, as far as there is room, and once', async () => {
  const { stream, asked, answer } = handStream();
  const rows = new FetchedRows(stream, ['x'], 24);
  const [a, b, c, d] = [batch(1, 2), batch(3, 4), batch(5, 6), batch(7, 8)];
  rows.expect([a, b, c, d]);
  expect(asked).toEqual([a, b, c]);
  expect(rows.held).toBe(24);
  const taken = rows.take([a]);
  await answer(0);
  await taken;
  expect(asked).toHaveLength(3);
  expect(rows.numbersOf('x', a)).toEqual(Float32Array.of(1, 2));
  expect(() => rows.numbersOf('x', b)).toThrow('the rows of "x" for a batch');
  rows.release([a]);
  // There is room for the next one now.
  expect(asked).toEqual([a, b, c, d]);
  expect(rows.held).toBe(24);
  expect(() => rows.numbersOf('x', a)).toThrow('the rows of "x"');
});

test('answers may come late or never: each goes to its own batch, and what is not expected any more is let go', async () => {
  const { stream, asked, answer } = handStream();
  const rows = new FetchedRows(stream, ['x'], 1000);
  const [a, b, c] = [batch(1), batch(2), batch(3)];
  rows.expect([a, b]);
  await answer(1);
  rows.expect([c]);
  expect(asked).toEqual([a, b, c]);
  expect(rows.held).toBe(4);
  await answer(0);
  expect(() => rows.numbersOf('x', a)).toThrow('the rows of "x"');
  // It is asked for all the same: read anew.
  const taken = rows.take([a]);
  expect(asked).toEqual([a, b, c, a]);
  await answer(3);
  await taken;
  expect(rows.numbersOf('x', a)).toEqual(Float32Array.of(1));
  // What a call works with stays, whatever is expected.
  rows.expect([]);
  expect(rows.numbersOf('x', a)).toEqual(Float32Array.of(1));
  rows.release([a]);
  rows.clear();
  expect(rows.held).toBe(0);
});

test('two batches are held whatever they take: the next one is always on its way', () => {
  const { stream, asked } = handStream();
  const rows = new FetchedRows(stream, ['x'], 1);
  rows.expect([batch(1, 2), batch(3, 4), batch(5, 6)]);
  expect(asked).toHaveLength(2);
});

test('what cannot be read is told to whoever takes it, and to nobody else', async () => {
  const { stream, fail } = handStream();
  const rows = new FetchedRows(stream, ['x'], 1000);
  const [a, b] = [batch(1), batch(2)];
  rows.expect([a, b]);
  await fail(0, 'x.npy cannot be read: the disk failed');
  await fail(1, 'x.npy cannot be read: the disk failed');
  await expect(rows.take([a])).rejects.toThrow('the disk failed');
  rows.release([a]);
  rows.clear();
  expect(rows.held).toBe(0);
});
