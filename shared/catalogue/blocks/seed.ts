import { int, optional } from '../params.ts';

/** A seed of a block's own. */
export const seed = optional(
  int({
    default: 0,
    min: 0,
    max: 2 ** 31 - 1,
    advanced: true,
    help: "Draws this block's masks from a seed of their own and not from the training's: two blocks with one seed drop alike.",
  }),
);
