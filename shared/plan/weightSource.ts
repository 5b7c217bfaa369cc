import { z } from 'zod';

/** The weights that a run has kept: whose they are, and of which layers. */
export const weightSourceSchema = z.object({
  run: z.string(),
  /** `Run 2 of "MNIST CNN"`. */
  title: z.string(),
  /** Of the checkpoint's file. */
  sha256: z.string(),
  /** Layers that have weights, in the order they compute, shared ones once. */
  layers: z.array(
    z.object({
      layer: z.string(),
      /** Name in reports: `conv2d_1`. */
      name: z.string(),
      kind: z.string(),
      weights: z.array(z.object({ name: z.string(), shape: z.array(z.number().int()) })),
    }),
  ),
});
export type WeightSource = z.infer<typeof weightSourceSchema>;
export type SourceLayer = WeightSource['layers'][number];
