import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanData } from '../../shared/plan/trainPlan.ts';
import { loadDataset, type LoadedDataset } from './loadDataset.ts';
import { splitDataset } from './splitDataset.ts';
import { heldNumbers } from '../engine/streaming/heldRows.ts';

const plan: PlanData = {
  dataset: { kind: 'mnist', values: {} },
  validationSize: 5000,
  testSize: 0,
  splitSeed: 0,
  stratify: true,
  limit: null,
};
function made(count: number, classes: number): LoadedDataset {
  return {
    rows: count,
    train: count,
    columns: { y: { shape: [1], numbers: Int32Array.from({ length: count }, (_, row) => (row * row) % classes), classes } },
  };
}

describe('splitDataset', () => {
  it('uses every row once, holds out what was asked, and each class in its share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 400 }),
        fc.integer({ min: 1, max: 7 }),
        fc.double({ min: 0, max: 0.45, noNaN: true }),
        fc.double({ min: 0, max: 0.45, noNaN: true }),
        fc.nat(1000),
        (count, classes, validationSize, testSize, splitSeed) => {
          const split = splitDataset(made(count, classes), { ...plan, validationSize, testSize, splitSeed }, 0, ['y']);
          expect([...split.train, ...split.validation, ...split.test].toSorted((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, row) => row),
          );
          expect(split.validation.length).toBe(Math.round(validationSize * count));
          expect(split.test.length).toBe(Math.round(testSize * count));
          const numbers = heldNumbers(made(count, classes).columns['y']);
          const share = (rows: Int32Array, label: number): number => [...rows].filter((row) => numbers[row] === label).length;
          for (let label = 0; label < classes; label++) {
            const exact = (share(Int32Array.from(numbers.keys()), label) * split.test.length) / count;
            expect(Math.abs(share(split.test, label) - exact)).toBeLessThan(1.0001);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is decided by its seed alone; the limit takes the first rows after a seeded shuffle', () => {
    const data = made(100, 3);
    const split = (own: Partial<PlanData>, seed = 0): string =>
      [...splitDataset(data, { ...plan, validationSize: 20, ...own }, seed, ['y']).train].join();
    expect(split({})).toBe(split({}, 9));
    expect(split({ splitSeed: 1 })).not.toBe(split({}));
    expect(split({ limit: 10 }).split(',')).toHaveLength(10);
    expect(split({ limit: 10 })).not.toBe(split({ limit: 10 }, 1));
    expect(split({ limit: 20 }).startsWith(split({ limit: 10 }))).toBe(true);
  });

  it('refuses to hold out everything, in words', () => {
    expect(() => splitDataset(made(10, 2), { ...plan, validationSize: 6, testSize: 4 }, 0, [])).toThrow('nothing is left to train on');
    expect(() => splitDataset(made(10, 2), { ...plan, validationSize: 60 }, 0, [])).toThrow(
      'validation asks for 60 examples, the data set has 10',
    );
  });
});

describe('loadDataset', () => {
  it('reads the original MNIST: 55,000 / 5,000 / 10,000, known first digits', async () => {
    const data = await loadDataset({ kind: 'mnist', values: {} });
    const { digit, image } = data.columns;
    expect([...heldNumbers(digit).slice(0, 8)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3]);
    expect([...heldNumbers(digit).slice(60000, 60005)]).toEqual([7, 2, 1, 0, 4]);
    expect(heldNumbers(image).length).toBe(70000 * 784);
    const split = splitDataset(data, plan, 0, ['digit']);
    expect([split.train.length, split.validation.length, split.test.length]).toEqual([55000, 5000, 10000]);
    expect(Math.min(...split.test)).toBe(60000);
  });

  it('makes data sets from their seeds, and reads Iris', async () => {
    for (const kind of ['xor', 'twoSpirals']) {
      const load = async (seed: number): Promise<string> => {
        const { columns } = await loadDataset({ kind, values: { count: 50, noise: 0.01, turns: 1, seed } });
        return [...(columns['point']?.numbers ?? [])].join();
      };
      expect(await load(0)).toBe(await load(0));
      expect(await load(0)).not.toBe(await load(1));
    }
    const { columns } = await loadDataset({ kind: 'iris', values: {} });
    expect([...heldNumbers(columns['measurements']).slice(0, 4)].map((x) => Number(x.toFixed(1)))).toEqual([5.1, 3.5, 1.4, 0.2]);
    expect([0, 1, 2].map((label) => [...(columns['species']?.numbers ?? [])].filter((own) => own === label).length)).toEqual([50, 50, 50]);
  });
});
