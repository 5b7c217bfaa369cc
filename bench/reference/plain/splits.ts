import { splitDataset } from '../../../main/data/splitDataset.ts';
import type { LoadedDataset } from '../../../main/data/loadDataset.ts';
import type { PlanData } from '../../../shared/plan/trainPlan.ts';
import type { Compared, PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

const rows = 200;
const classes = 3;
const labels = Int32Array.from({ length: rows }, (_, row) => (row % 10 === 0 ? 2 : row % 3 === 0 ? 1 : 0));
const data: LoadedDataset = { rows, train: rows, columns: { y: { shape: [1], numbers: labels, classes } } };
const plan: PlanData = {
  dataset: { kind: 'iris', values: {} },
  validationSize: 0.2,
  testSize: 30,
  splitSeed: 3,
  stratify: true,
  limit: null,
};

/** Of each class the share that is held out, the largest remainders rounded up: what each set has of each class, then how often each row is in any. */
function compared(own: PlanData): Compared {
  const split = splitDataset(data, own, 0, ['y']);
  const of = (set: Int32Array, label: number): number => set.filter((row) => labels[row] === label).length;
  const sets = [split.test, split.validation, split.train];
  const seen = Array.from({ length: rows }, (_, row) => sets.filter((set) => set.includes(row)).length);
  const [found, expected]: [number[], number[]] = [[], []];
  const left = Array.from({ length: classes }, (_, label) => labels.filter((own) => own === label).length);
  for (const [place, count] of [30, 40].entries()) {
    const all = left.reduce((a, b) => a + b);
    const exact = left.map((size) => (count * size) / all);
    const whole = exact.map(Math.floor);
    const open = count - whole.reduce((a, b) => a + b);
    const up = exact.map((share, label) => [share % 1, label] as const).toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
    for (const [, label] of up.slice(0, open)) whole[label] = (whole[label] ?? 0) + 1;
    whole.forEach((size, label) => {
      left[label] = (left[label] ?? 0) - size;
      found.push(of(sets[place] ?? Int32Array.of(), label));
      expected.push(size);
    });
  }
  return {
    found: [...found, ...left.map((_, label) => of(split.train, label)), ...seen],
    expected: [...expected, ...left, ...seen.map(() => 1)],
  };
}

export const splitCases = (): readonly PlainCase[] => [
  plainCase('training', 'split', 'stratified', 'counting by class', () => Promise.resolve(compared(plan))),
];
