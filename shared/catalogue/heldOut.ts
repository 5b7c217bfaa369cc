interface Sizes {
  readonly validationSize: number;
  readonly testSize: number;
}
/** Examples of a data set to train on, and of the test set that it brings; 0 = none. */
interface Examples {
  readonly train: number;
  readonly test: number;
}

/** How many examples validation and test hold out: a share of them below 1, else a count. A test set of the data set's own leaves nothing to hold out. */
export function heldOut(
  { validationSize, testSize }: Sizes,
  { train, test }: Examples,
): { readonly validation: number; readonly test: number } {
  const count = (size: number): number => Math.round(size < 1 ? size * train : size);
  return { validation: count(validationSize), test: test > 0 ? 0 : count(testSize) };
}

/** What `validationSize` or `testSize` means of so many examples, in words; null where nothing is held out by it, or it is neither. */
export function heldOutWords(size: number, train: number): string | null {
  if (size === 0 || train === 0 || neitherShareNorNumber(size) !== null) return null;
  const count = heldOut({ validationSize: size, testSize: 0 }, { train, test: 0 }).validation;
  const all = `${train.toLocaleString('en-US')} examples`;
  return size < 1
    ? `${size} is a share: ${count.toLocaleString('en-US')} of ${all}.`
    : `${size.toLocaleString('en-US')} is a number of examples: ${Number(((100 * count) / train).toPrecision(2))} % of ${all}.`;
}

/** Says that a size is neither a share nor a number of examples; null for one that is. */
export const neitherShareNorNumber = (size: number): string | null =>
  size < 1 || Number.isInteger(size)
    ? null
    : `${size} is neither a share of the examples (below 1) nor a number of them (whole): write ${Math.round(size)}, or ${size / 100} for ${size} %`;

/** Says that so many held out leave nothing to train on. */
export const nothingLeft = (held: number, train: number): string =>
  `validation and test hold out ${held} of ${train} examples: nothing is left to train on; make them smaller`;
