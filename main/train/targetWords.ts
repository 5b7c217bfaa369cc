import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { hasColumn } from '../../shared/plan/hasColumn.ts';
import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { LoadedDataset } from '../data/loadDataset.ts';
import { readColumn } from '../engine/streaming/heldRows.ts';

/** Numbers of a target that are told of each example. */
const fewNumbers = 4;

/** What the model should say of an example, in words, column by column: the class, or the first numbers. */
export async function targetWords(plan: TrainPlan, loaded: LoadedDataset, row: number): Promise<{ name: string; words: string }[]> {
  const targets: { name: string; words: string }[] = [];
  for (const { name, classes } of targetColumns(plan)) {
    const numbers = Array.from(await readColumn(loaded, name, Int32Array.of(row)));
    const words = numbers.slice(0, fewNumbers).map((value) => classes?.[value] ?? String(Number(value.toPrecision(4))));
    targets.push({ name, words: words.join(', ') + (numbers.length > fewNumbers ? ', …' : '') });
  }
  return targets;
}

/** The columns that the heads are compared with, each once. */
export function targetColumns(plan: TrainPlan) {
  const used = new Set(plan.heads.filter(hasColumn).map(({ column }) => column));
  return chosenDataset(plan.data.dataset).columns.filter(({ name, role }) => role === 'target' && used.has(name));
}
