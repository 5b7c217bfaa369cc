import { z } from 'zod';

const whole = z.number().int().min(0);
const numbers = z.array(z.number());

/** How many passes an ensemble can have, and how many examples can be asked for at once. */
export const mostPasses = 1000;
export const mostExamples = 1000;

/**
 * What a model says of examples; and, where dropout was left on, the mean and the standard deviation of each output over the passes, each of which dropped other
 * numbers. Of heads with classes, which class is said, and how often rightly.
 */
export const predictions = z.object({
  run: z.string(),
  /** Of the checkpoint whose weights these are. */
  step: whole,
  epoch: whole,
  engine: z.string(),
  /** With dropout left on; 0 = only with it off. */
  passes: whole,
  /** Another one draws other masks. */
  seed: whole,
  /** Layers that drop while training, whether or not they did here. */
  drops: z.array(z.string()),
  /** The examples are the first of this part; null = one that was named. */
  split: z.enum(['validation', 'train']).nullable(),
  heads: z.array(
    z.object({
      name: z.string(),
      shape: z.array(whole),
      classes: z.array(z.string()).nullable(),
      /** Share of the examples of which the class is said rightly, without dropout and by the mean of the passes; null where there are no classes, or no passes. */
      right: z.number().nullable(),
      rightByMean: z.number().nullable(),
      /** Mean of all standard deviations; null = no passes. */
      spread: z.number().nullable(),
    }),
  ),
  examples: z.array(
    z.object({
      row: whole,
      targets: z.array(z.object({ name: z.string(), words: z.string() })),
      /** In the order of `heads`; `mean` and `deviation` are empty without passes. */
      outputs: z.array(z.object({ plain: numbers, mean: numbers, deviation: numbers })),
    }),
  ),
});
export type Predictions = z.infer<typeof predictions>;
