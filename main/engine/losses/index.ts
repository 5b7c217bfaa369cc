import { binaryCrossentropy } from './binaryCrossentropy.ts';
import { categoricalCrossentropy } from './categoricalCrossentropy.ts';
import type { Compare } from './loss.ts';
import { meanAbsoluteError } from './meanAbsoluteError.ts';
import { meanSquaredError } from './meanSquaredError.ts';

/** The mathematics of every loss of the catalogue, by kind. */
export const lossFunctions: Readonly<Record<string, Compare>> = {
  categoricalCrossentropy,
  sparseCategoricalCrossentropy: categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
};
