import type { Item } from '../item.ts';
import type { Loss } from '../otherItems.ts';
import { absoluteAndSquaredError } from './absoluteAndSquaredError.ts';
import { binaryCrossentropy } from './binaryCrossentropy.ts';
import { binaryFocalCrossentropy } from './binaryFocalCrossentropy.ts';
import { categoricalCrossentropy } from './categoricalCrossentropy.ts';
import { categoricalFocalCrossentropy } from './categoricalFocalCrossentropy.ts';
import { categoricalGeneralizedCrossEntropy } from './categoricalGeneralizedCrossEntropy.ts';
import { categoricalHinge } from './categoricalHinge.ts';
import { cosineSimilarity } from './cosineSimilarity.ts';
import { customClassExpression } from './customClassExpression.ts';
import { customExpression } from './customExpression.ts';
import { dice } from './dice.ts';
import { halfSumSquaredError } from './halfSumSquaredError.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { klDivergence } from './klDivergence.ts';
import { leastSquaresGan } from './leastSquaresGan.ts';
import { logCosh } from './logCosh.ts';
import { meanAbsoluteError } from './meanAbsoluteError.ts';
import { meanAbsolutePercentageError } from './meanAbsolutePercentageError.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.ts';
import { nonSaturatingGan } from './nonSaturatingGan.ts';
import { poisson } from './poisson.ts';
import { smoothL1 } from './smoothL1.ts';
import { sparseCategoricalCrossentropy } from './sparseCategoricalCrossentropy.ts';
import { squaredEarthMoversDistance } from './squaredEarthMoversDistance.ts';
import { squaredHinge } from './squaredHinge.ts';
import { tversky } from './tversky.ts';

/* As in the other lists: the parser guarantees that a loss only ever gets values of its own. */
const erase = (items: readonly { readonly [K in keyof Item]: unknown }[]): readonly Loss[] => items as readonly Loss[];

/** Apart from the other lists, since the Output block looks its loss up in it. */
export const losses: readonly Loss[] = erase([
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  halfSumSquaredError,
  huber,
  smoothL1,
  absoluteAndSquaredError,
  logCosh,
  meanSquaredLogarithmicError,
  meanAbsolutePercentageError,
  poisson,
  cosineSimilarity,
  categoricalFocalCrossentropy,
  binaryFocalCrossentropy,
  categoricalGeneralizedCrossEntropy,
  dice,
  tversky,
  klDivergence,
  squaredEarthMoversDistance,
  hinge,
  squaredHinge,
  categoricalHinge,
  nonSaturatingGan,
  leastSquaresGan,
  customExpression,
  customClassExpression,
]);
