import type { Loss } from '../otherItems.ts';
import { binaryCrossentropy } from './binaryCrossentropy.ts';
import { categoricalCrossentropy } from './categoricalCrossentropy.ts';
import { meanAbsoluteError } from './meanAbsoluteError.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.ts';

/** Apart from the other lists, since the Output block looks its loss up in it. */
export const losses: readonly Loss[] = [
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
];
