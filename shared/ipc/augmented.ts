import { z } from 'zod';

/** Some training examples before and after a block that changes them by chance, as a step of training has them. */
export const augmentedExamples = z.object({
  /** Step of the first epoch, counted from 0. */
  step: z.number().int(),
  /** Height, width, channels. */
  shape: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
  /** The smallest and the largest number before the block: black and white. */
  range: z.tuple([z.number(), z.number()]),
  examples: z.array(z.object({ row: z.number().int(), before: z.array(z.number()), after: z.array(z.number()) })),
});
export type AugmentedExamples = z.infer<typeof augmentedExamples>;
