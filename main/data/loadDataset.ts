import type { ItemValue } from '../../shared/catalogue/params.ts';
import type { Numbers } from '../engine/engine.ts';
import { chosenDataset } from '../../shared/catalogue/chosenDataset.ts';
import { arrays } from './sources/arrays.ts';
import { iris } from './sources/iris.ts';
import { characters } from './sources/characters.ts';
import { friedman } from './sources/friedman.ts';
import { twoClasses } from './sources/twoClasses.ts';
import { waves } from './sources/waves.ts';
import { ring } from './sources/ring.ts';
import { shapes } from './sources/shapes.ts';
import { mnistPictures } from './sources/mnistPictures.ts';
import { mnist } from './sources/mnist.ts';
import type { Source } from './sources/source.ts';
import { twoSpirals } from './sources/twoSpirals.ts';
import { xor } from './sources/xor.ts';

/** A data set in memory: all examples, those of its own test set last. */
export interface LoadedDataset {
  readonly rows: number;
  /** Rows 0 .. train - 1 may be trained on; the others are the data set's own test set. */
  readonly train: number;
  readonly columns: Readonly<Record<string, LoadedColumn>>;
}
export interface LoadedColumn {
  readonly shape: readonly number[];
  readonly numbers: Numbers;
  readonly classes: number | null;
}

/* Each source gets the values of its own data set: the plan holds what that one's parser has checked. */
const erase = (sources: Readonly<Record<string, unknown>>): Readonly<Record<string, Source>> => sources as Readonly<Record<string, Source>>;
const sources = erase({ mnist, mnistPictures, iris, xor, twoSpirals, twoClasses, friedman, waves, ring, shapes, characters, arrays });

/** Reads or makes a data set. Throws an Error in words that names a missing or damaged file and what to do. */
export async function loadDataset(choice: ItemValue): Promise<LoadedDataset> {
  const dataset = chosenDataset(choice);
  const source = sources[choice.kind];
  if (!source) throw new Error(`the data set "${dataset.title}" cannot be read by this version`);
  const { train, rows, numbers } = await source(choice.values);
  const columns = Object.fromEntries(
    dataset.columns.map((column) => {
      const own = numbers[column.name];
      const width = column.shape.reduce((a, b) => a * b, 1);
      if (!own || own.length !== rows * width)
        throw new Error(`the column "${column.name}" of ${dataset.title} does not have ${rows} rows: its files are damaged`);
      return [column.name, { shape: column.shape, numbers: own, classes: column.classes?.length ?? null }];
    }),
  );
  return { rows, train, columns };
}
