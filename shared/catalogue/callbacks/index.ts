import type { Callback } from '../callback.ts';
import { bestCheckpoint } from './bestCheckpoint.ts';
import { earlyStopping } from './earlyStopping.ts';

/* As in the other lists: the parser guarantees that a callback only ever gets values of its own. */
const erase = (items: readonly { readonly [K in keyof Callback]: unknown }[]): readonly Callback[] => items as readonly Callback[];

/** In the order in which they are shown. */
export const callbacks: readonly Callback[] = erase([earlyStopping, bestCheckpoint]);
