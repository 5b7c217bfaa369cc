import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { lion } from './lion.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';
import type { Update } from './update.ts';

/* Each entry's values are those of its own optimizer: the plan holds values that its parser has checked. */
const erase = (updates: Readonly<Record<string, unknown>>): Readonly<Record<string, Update>> => updates as Readonly<Record<string, Update>>;

/** The mathematics of every optimizer of the catalogue, by kind. */
export const updates = erase({ adam, adamax, lion, rmsprop, sgd });
