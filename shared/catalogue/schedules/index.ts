import type { Schedule } from '../schedule.ts';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { cosineRestarts } from './cosineRestarts.ts';
import { exponential } from './exponential.ts';
import { inverseTime } from './inverseTime.ts';
import { newBob } from './newBob.ts';
import { oneCycle } from './oneCycle.ts';
import { plateau } from './plateau.ts';
import { polynomial } from './polynomial.ts';
import { stepDecay } from './stepDecay.ts';
import { triangle } from './triangle.ts';

/* As in the other lists: the parser guarantees that a schedule only ever gets values of its own. */
const erase = (items: readonly { readonly [K in keyof Schedule]: unknown }[]): readonly Schedule[] => items as readonly Schedule[];

/** In the order in which they are shown. */
export const schedules: readonly Schedule[] = erase([
  constant,
  cosine,
  oneCycle,
  plateau,
  stepDecay,
  newBob,
  exponential,
  polynomial,
  inverseTime,
  cosineRestarts,
  triangle,
]);
