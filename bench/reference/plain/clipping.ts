import { clipped, clippedPlainly, clippingWays } from '../../../main/engine/testing/clippingWays.ts';
import type { PlainCase } from '../referenceCase.ts';
import { plainCase } from './plainCase.ts';

/** Each way to clip gradients. */
export const clippingCases = (): readonly PlainCase[] =>
  clippingWays.map(([values, plain]) =>
    plainCase('training', 'clipping', JSON.stringify(values), 'its formula', async () => ({
      found: await clipped(values),
      expected: clippedPlainly(plain),
    })),
  );
