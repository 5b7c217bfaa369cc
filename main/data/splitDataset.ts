import { heldOut, nothingLeft } from '../../shared/catalogue/heldOut.ts';
import type { PlanData } from '../../shared/plan/trainPlan.ts';
import { permutation } from '../../shared/random/permutation.ts';
import type { LoadedDataset } from './loadDataset.ts';

/** Rows of a data set by use. No row is in two of them. */
export interface Split {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/**
 * Splits by the plan: seeded, each class held out in the same share where `stratify` says so. The data set's own test set stays the test set.
 * `limit` then keeps the first N training rows after a seeded shuffle. Throws an Error in words when nothing is left to train on.
 */
export function splitDataset(loaded: LoadedDataset, plan: PlanData, seed: number, targets: readonly string[]): Split {
  const ownTest = loaded.rows > loaded.train;
  const shuffled = permutation(loaded.train, plan.splitSeed, 'split', 0);
  const labels = plan.stratify ? targets.map((name) => loaded.columns[name]).find((column) => column?.classes != null) : undefined;
  const classOf = (row: number): number => labels?.numbers?.[row] ?? 0;
  const held = heldOut(plan, { train: loaded.train, test: loaded.rows - loaded.train });
  for (const part of ['test', 'validation'] as const)
    if (held[part] > loaded.train)
      throw new Error(`${part} asks for ${held[part]} examples, the data set has ${loaded.train}: make it smaller`);
  if (held.test + held.validation >= loaded.train) throw new Error(nothingLeft(held.test + held.validation, loaded.train));
  const [test, withoutTest] = take(shuffled, held.test, classOf);
  // Lists of bytes and numbers, and no sets: those end at 16 million rows.
  const left = new Uint8Array(loaded.train);
  for (const row of withoutTest) left[row] = 1;
  const [validation, rest] = take(
    shuffled.filter((row) => left[row] === 1),
    held.validation,
    classOf,
  );
  const train = plan.limit === null ? rest : shuffle(rest, seed).slice(0, plan.limit);
  return {
    train,
    validation,
    test: ownTest ? Int32Array.from({ length: loaded.rows - loaded.train }, (_, at) => loaded.train + at) : test,
  };
}

function shuffle(rows: Int32Array, seed: number): Int32Array {
  return permutation(rows.length, seed, 'limit', 0).map((at) => rows[at] ?? 0);
}

/** Takes `count` rows, of each class its share (largest remainders first), those that come first; the others come second. Both by row number. */
function take(rows: Int32Array, count: number, classOf: (row: number) => number): readonly [taken: Int32Array, others: Int32Array] {
  const sizes = new Map<number, number>();
  for (const row of rows) sizes.set(classOf(row), (sizes.get(classOf(row)) ?? 0) + 1);
  const shares = [...sizes].map(([label, size]) => ({ label, exact: rows.length === 0 ? 0 : (count * size) / rows.length }));
  const quota = new Map(shares.map(({ label, exact }) => [label, Math.floor(exact)]));
  let open = count - [...quota.values()].reduce((a, b) => a + b, 0);
  for (const { label } of shares.toSorted((a, b) => (b.exact % 1) - (a.exact % 1) || a.label - b.label)) {
    if (open === 0) break;
    quota.set(label, (quota.get(label) ?? 0) + 1);
    open--;
  }
  const taken = new Int32Array(count - open);
  const others = new Int32Array(rows.length - taken.length);
  let [takenCount, othersCount] = [0, 0];
  for (const row of rows) {
    const open = quota.get(classOf(row)) ?? 0;
    if (open > 0) taken[takenCount++] = row;
    else others[othersCount++] = row;
    if (open > 0) quota.set(classOf(row), open - 1);
  }
  // The rows left over come in the order of their classes' quotas; by number they lie as the data set has them.
  return [taken.sort(), others.sort()];
}
