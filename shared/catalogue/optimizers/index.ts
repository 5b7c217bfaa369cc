import type { Optimizer } from '../optimizer.ts';
import { adadelta } from './adadelta.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamW } from './adamW.ts';
import { lectureMomentum } from './lectureMomentum.ts';
import { lectureNesterov } from './lectureNesterov.ts';
import { lion } from './lion.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

/* As in the other lists: the parser guarantees that an optimizer only ever gets values of its own. */
const erase = (items: readonly { readonly [K in keyof Optimizer]: unknown }[]): readonly Optimizer[] => items as readonly Optimizer[];

/** In the order in which they are shown. */
export const optimizers: readonly Optimizer[] = erase([
  adam,
  adamW,
  sgd,
  rmsprop,
  nadam,
  adamax,
  adagrad,
  adadelta,
  lion,
  lectureMomentum,
  lectureNesterov,
]);
