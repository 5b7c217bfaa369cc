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

/** Says that so many held out leave nothing to train on. */
export const nothingLeft = (held: number, train: number): string =>
  `validation and test hold out ${held} of ${train} examples: nothing is left to train on; make them smaller`;
