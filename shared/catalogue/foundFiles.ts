import { z } from 'zod';

/** What a column of the user's files is used for. */
export const columnUses = ['feature', 'target', 'unused'] as const;
/** What its numbers are: pixels 0..255, numbers, or one of `classes`. */
export const columnTypes = ['image', 'number', 'class'] as const;

/** A column of files of the user as they were read, and what the user wants of it. */
export const foundColumnSchema = z.strictObject({
  name: z.string().min(1).max(200),
  use: z.enum(columnUses),
  type: z.enum(columnTypes),
  /** Shape of one value in the file; [] for a single number. */
  shape: z.array(z.number().int().min(1)).max(8).readonly(),
  /** How the file holds it: NumPy's name of the type, or `text`. */
  dtype: z.string().max(40),
  /** The different values, in order, where it could be a class; absent = too many, or no single whole numbers or texts. */
  classes: z.array(z.string()).max(1000).readonly().optional(),
  /** Why it cannot be used as it is: a place in the file, and what is there. */
  problem: z.string().max(300).optional(),
});

/** Files of the user as they were when they were read: the columns of the data set, without which nothing has a shape. */
export const foundFilesSchema = z.strictObject({
  rows: z.number().int().min(1),
  /** The first ones may be trained on; the others are a test set of their own. */
  train: z.number().int().min(1),
  /** Of their contents: a run refuses files that have changed. */
  fingerprint: z.string().min(1).max(100),
  /** What stands between the values of a table. */
  separator: z.string().length(1).optional(),
  columns: z.array(foundColumnSchema).min(1).max(2000).readonly(),
});

/** The choice of files: where they are, and what was found there; null = nothing was read yet. */
export const filesValueSchema = z.strictObject({ path: z.string().max(4000), found: foundFilesSchema.nullable() });

export type FoundColumn = Readonly<z.infer<typeof foundColumnSchema>>;
export type FoundFiles = Readonly<z.infer<typeof foundFilesSchema>>;
export type FilesValue = Readonly<z.infer<typeof filesValueSchema>>;
