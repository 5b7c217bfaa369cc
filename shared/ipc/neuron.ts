import { z } from 'zod';
import type { ItemValue } from '../catalogue/params.ts';

/** As a plan has it, which was checked when it was made. */
const item = z.custom<ItemValue>((value) => typeof value === 'object' && value !== null && 'kind' in value && 'values' in value);
const whole = z.number().int().min(0);

/**
 * A unit of a Dense layer with the weights of a run, for one example: `sum` = inputs · weights + bias, as the engine gave it before the activation;
 * `output` = what the layer gives. Units, examples and places count from 0.
 */
export const neuronView = z.object({
  run: z.string(),
  /** Of the checkpoint whose weights these are. */
  step: whole,
  epoch: whole,
  layer: z.object({
    name: z.string(),
    units: whole,
    activation: item,
  }),
  unit: whole,
  example: z.object({
    row: whole,
    /** How many the data set has. */
    rows: whole,
    /** null = it takes no part in the run. */
    split: z.enum(['train', 'validation', 'test']).nullable(),
    /** What the model should say of it, in words. */
    targets: z.array(z.object({ name: z.string(), words: z.string() })),
    /** What the layer is given hangs on chance alone: each example is another draw. */
    drawn: z.boolean(),
  }),
  /** A layer works on the last axis of what arrives: which of the places on the other axes this is, and how many there are. */
  place: whole,
  places: whole,
  inputs: z.array(z.number()),
  weights: z.array(z.number()),
  /** null = the layer has none. */
  bias: z.number().nullable(),
  sum: z.number(),
  output: z.number(),
  /** Of all units, for this example and place. */
  sums: z.array(z.number()),
  outputs: z.array(z.number()),
  /** [height, width, channels] where the inputs are the pixels of a picture, in their order. */
  picture: z.tuple([whole, whole, whole]).nullable(),
  /** Where the inputs are two numbers: those of examples of the data set, and the class of each. */
  plane: z
    .object({
      points: z.array(z.tuple([z.number(), z.number()])),
      /** The place in `names` of each point's class; null = the data set has no classes. */
      classes: z.object({ of: z.array(whole), names: z.array(z.string()) }).nullable(),
    })
    .nullable(),
});
export type NeuronView = z.infer<typeof neuronView>;
