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
  /** Layers of a file with weights that are no block here, in words; absent where there are none. */
  unread: z.array(z.string()).optional(),
});
export type WeightSource = z.infer<typeof weightSourceSchema>;
export type SourceLayer = WeightSource['layers'][number];

/** Most layers that are named one by one. */
const named = 8;

/**
 * What of a source goes unused where layers of it, by their `layer`, are taken, in words: those that no layer of the model takes, and those that are no
 * block here; null where all of it is used.
 */
export function leftOutWords({ layers, unread = [] }: WeightSource, taken: ReadonlySet<string>): string | null {
  // What a file leaves open stands in it as each thing that it can be, under one name.
  const used = new Set(layers.filter(({ layer }) => taken.has(layer)).map(({ name }) => name));
  const unused = [...new Set(layers.map(({ name }) => name))].filter((name) => !used.has(name));
  const list = (names: readonly string[]): string =>
    names.length > named ? `${names.slice(0, named).join(', ')} and ${names.length - named} more` : names.join(', ');
  const words = [
    ...(unused.length > 0 ? [`${list(unused)} (no block of this model takes ${unused.length === 1 ? 'it' : 'them'})`] : []),
    ...(unread.length > 0 ? [`${list(unread)}, for which there is no block here`] : []),
  ];
  return words.length === 0 ? null : `Left out of it: ${words.join('; ')}.`;
}
