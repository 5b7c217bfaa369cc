import { absoluteAndSquaredError } from './absoluteAndSquaredError.ts';
import { binaryCrossentropy } from './binaryCrossentropy.ts';
import { binaryFocalCrossentropy } from './binaryFocalCrossentropy.ts';
import { categoricalCrossentropy } from './categoricalCrossentropy.ts';
import { categoricalFocalCrossentropy } from './categoricalFocalCrossentropy.ts';
import { categoricalGeneralizedCrossEntropy } from './categoricalGeneralizedCrossEntropy.ts';
import { categoricalHinge } from './categoricalHinge.ts';
import { cosineSimilarity } from './cosineSimilarity.ts';
import { customExpression } from './customExpression.ts';
import { dice } from './dice.ts';
import { halfSumSquaredError } from './halfSumSquaredError.ts';
import { hinge } from './hinge.ts';
import { huber } from './huber.ts';
import { klDivergence } from './klDivergence.ts';
import { leastSquaresGan } from './leastSquaresGan.ts';
import { nonSaturatingGan } from './nonSaturatingGan.ts';
import { logCosh } from './logCosh.ts';
import { meanAbsoluteError } from './meanAbsoluteError.ts';
import { meanAbsolutePercentageError } from './meanAbsolutePercentageError.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { meanSquaredLogarithmicError } from './meanSquaredLogarithmicError.ts';
import { poisson } from './poisson.ts';
import { smoothL1 } from './smoothL1.ts';
import { squaredEarthMoversDistance } from './squaredEarthMoversDistance.ts';
import { squaredHinge } from './squaredHinge.ts';
import { tversky } from './tversky.ts';
import type { Compare } from './loss.ts';

/** The mathematics of every loss of the catalogue, by kind. */
export const lossFunctions: Readonly<Record<string, Compare>> = {
  categoricalCrossentropy,
  sparseCategoricalCrossentropy: categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  halfSumSquaredError,
  meanAbsolutePercentageError,
  customExpression,
  customClassExpression: customExpression,
  huber,
  smoothL1,
  absoluteAndSquaredError,
  logCosh,
  meanSquaredLogarithmicError,
  poisson,
  cosineSimilarity,
  categoricalFocalCrossentropy,
  binaryFocalCrossentropy,
  categoricalGeneralizedCrossEntropy,
  dice,
  tversky,
  klDivergence,
  squaredEarthMoversDistance,
  nonSaturatingGan,
  leastSquaresGan,
  hinge,
  squaredHinge,
  categoricalHinge,
};
