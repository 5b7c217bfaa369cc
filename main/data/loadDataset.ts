import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { ColumnData, DataColumn } from '../engine/engine.ts';
import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { arrays } from './sources/arrays.ts';
import { table } from './sources/table.ts';
import { iris } from './sources/iris.ts';
import { characters } from './sources/characters.ts';
import { friedman } from './sources/friedman.ts';
import { twoClasses } from './sources/twoClasses.ts';
import { waves } from './sources/waves.ts';
import { randomLabels } from './sources/randomLabels.ts';
import { ring } from './sources/ring.ts';
import { shapes } from './sources/shapes.ts';
import { mnistPictures } from './sources/mnistPictures.ts';
import { mnist } from './sources/mnist.ts';
import type { Source } from './sources/source.ts';
import { twoSpirals } from './sources/twoSpirals.ts';
import { xor } from './sources/xor.ts';

/** A data set: all examples, those of its own test set last; in memory, or, what is larger than that, read from disk as it is wanted. */
export interface LoadedDataset extends ColumnData {
  /** Rows 0 .. train - 1 may be trained on; the others are the data set's own test set. */
  readonly train: number;
  /** Ends the reading from disk and closes its files; absent where all is in memory. */
  readonly close?: () => Promise<void>;
}

/* Each source gets the values of its own data set: the plan holds what that one's parser has checked. */
const erase = (sources: Readonly<Record<string, unknown>>): Readonly<Record<string, Source>> => sources as Readonly<Record<string, Source>>;
const sources = erase({
  mnist,
  mnistPictures,
  iris,
  xor,
  twoSpirals,
  twoClasses,
  randomLabels,
  friedman,
  waves,
  ring,
  shapes,
  characters,
  arrays,
  table,
});

/** Reads or makes a data set; whoever asked for it closes it. Throws an Error in words that names a missing or damaged file and what to do. */
export async function loadDataset(choice: ItemValue): Promise<LoadedDataset> {
  const dataset = chosenDataset(choice);
  const source = sources[choice.kind];
  if (!source) throw new Error(`the data set "${dataset.title}" cannot be read by this version`);
  const { train, rows, numbers, stream } = await source(choice.values);
  const columns = Object.fromEntries(
    dataset.columns.map((column): [string, DataColumn] => {
      const own = numbers[column.name];
      const width = column.shape.reduce((a, b) => a * b, 1);
      if (own === undefined || (own !== null && own.length !== rows * width))
        throw new Error(`the column "${column.name}" of ${dataset.title} does not have ${rows} rows: its files are damaged`);
      return [column.name, { shape: column.shape, numbers: own, classes: column.classes?.length ?? null }];
    }),
  );
  return { rows, train, columns, ...(stream ? { stream, close: () => stream.close() } : {}) };
}

/** Lets `work` read a data set, and closes it whatever comes of that. */
export async function withDataset<T>(choice: ItemValue, work: (loaded: LoadedDataset) => T | Promise<T>): Promise<T> {
  const loaded = await loadDataset(choice);
  try {
    return await work(loaded);
  } finally {
    await loaded.close?.();
  }
}
