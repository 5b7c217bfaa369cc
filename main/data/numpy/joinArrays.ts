import type { Element } from './element.ts';
import type { OpenArray } from './openArrays.ts';
import type { Stored } from './readRows.ts';

/** A column of a data set in arrays: one array, or one to train on and one to test. */
export interface ArrayColumn extends Stored {
  readonly name: string;
  readonly element: Element;
  /** Shape of one value; [] for a single number. */
  readonly shape: readonly number[];
  /** Its rows one part after the other. */
  readonly parts: readonly (Stored['parts'][number] & { readonly file: string })[];
}
export interface JoinedArrays {
  readonly rows: number;
  /** Rows of the arrays that are not for testing: they come first. */
  readonly train: number;
  readonly columns: readonly ArrayColumn[];
}

const partPattern = /^(?:(train|test)[_-](.+)|(.+)[_-](train|test))$/i;

/** Arrays as columns: `x_train` and `x_test` are one. Throws an Error in words when their rows do not go together. */
export function joinArrays(arrays: readonly OpenArray[]): JoinedArrays {
  const named = arrays.map((array) => {
    const [, before, after, front, behind] = partPattern.exec(array.name) ?? [];
    return { array, name: after ?? front ?? array.name, part: (before ?? behind ?? '').toLowerCase() };
  });
  const isSplit = named.some(({ part }) => part === 'test') && named.some(({ part }) => part === 'train');
  if (!isSplit) {
    return { ...counted(arrays), columns: arrays.map((array) => columnOf(array.name, [array])) };
  }
  const names = [...new Set(named.map(({ name }) => name))];
  const pick = (name: string, part: string): OpenArray | undefined => named.find((own) => own.name === name && own.part === part)?.array;
  const lone = named.find(({ part }) => part === '');
  if (lone) throw new Error(`"${lone.name}" says neither train nor test, other arrays do: rename it, or put it elsewhere`);
  const pairs = names.map((name) => {
    const [train, test] = [pick(name, 'train'), pick(name, 'test')];
    if (!train || !test)
      throw new Error(`"${name}" has an array to ${train ? 'train' : 'test'} and none to ${train ? 'test' : 'train'}: add it`);
    if (train.shape.slice(1).join() !== test.shape.slice(1).join() || train.element.name !== test.element.name)
      throw new Error(`${train.place} is ${words(train)}, ${test.place} ${words(test)}: both must be the same but for the number of rows`);
    return { name, train, test };
  });
  const [train, test] = [counted(pairs.map((pair) => pair.train)), counted(pairs.map((pair) => pair.test))];
  return {
    rows: train.rows + test.rows,
    train: train.rows,
    columns: pairs.map((pair) => columnOf(pair.name, [pair.train, pair.test])),
  };
}

const words = ({ shape, element }: OpenArray): string => `${shape.join(' × ')} ${element.name}`;

function counted(arrays: readonly OpenArray[]): { rows: number; train: number } {
  const [first, ...others] = arrays;
  const rows = first?.shape[0] ?? 0;
  for (const { place, shape } of others) {
    if (shape[0] !== rows)
      throw new Error(`${place} has ${shape[0]} rows, ${first?.place} has ${rows}: every array must have as many, one for each example`);
  }
  return { rows, train: rows };
}

function columnOf(name: string, parts: readonly OpenArray[]): ArrayColumn {
  const { element, shape } = parts[0] as OpenArray;
  const value = shape.slice(1);
  return {
    name,
    element,
    shape: value,
    rowBytes: value.reduce((a, b) => a * b, element.size),
    parts: parts.map((part) => ({ file: part.file, rows: part.shape[0] ?? 0, bytes: part.bytes })),
  };
}
