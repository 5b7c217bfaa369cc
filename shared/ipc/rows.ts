import { z } from 'zod';
import { documentSchema } from '../graph/document.ts';
import { engineChoices, engineNames } from '../run/engines.ts';
import { runEditSchema } from '../run/runEdit.ts';
import { runStates } from '../run/runState.ts';

/** The records that cross the contract. Times are milliseconds since 1970. */
export const projectRow = z.object({
  id: z.string(),
  name: z.string(),
  created: z.number(),
  changed: z.number(),
  /** Number of the newest revision; each save adds one. */
  revision: z.number().int(),
  runs: z.number().int(),
  /** Opened from a template to look, and neither changed nor trained since: lists leave it out. */
  looked: z.boolean(),
});
export const projectRecord = z.object({ project: projectRow, document: documentSchema });

/** A version of a project that is kept. */
export const revisionRow = z.object({
  number: z.number().int(),
  created: z.number(),
  /** What was changed since the kept version before it, in words. */
  label: z.string(),
});
/** `more`: there are older ones. */
export const revisionPage = z.object({ revisions: z.array(revisionRow), more: z.boolean() });

export const problemRow = z.object({
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  node: z.string().optional(),
  edge: z.string().optional(),
  port: z.string().optional(),
  param: z.string().optional(),
  section: z.enum(['training', 'data']).optional(),
});

/** Which weights of a run: the newest, or the best that were kept besides. */
export const runWeights = z.enum(['newest', 'best']);

export const runRow = z.object({
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** Counts the runs of a project: "Run 3". */
  number: z.number().int(),
  revision: z.number().int(),
  planHash: z.string(),
  state: z.enum(runStates),
  /** Why it stopped, failed or was interrupted, in words. */
  reason: z.string().nullable(),
  engine: z.string().nullable(),
  engineVersion: z.string().nullable(),
  device: z.string().nullable(),
  threads: z.number().int().nullable(),
  seed: z.number().int(),
  epochs: z.number().int(),
  batchSize: z.number().int(),
  parameters: z.number().int(),
  trainExamples: z.number().int().nullable(),
  validationExamples: z.number().int().nullable(),
  testExamples: z.number().int().nullable(),
  created: z.number(),
  started: z.number().nullable(),
  /** When it came to rest; of an interrupted run, its last sign of life. */
  ended: z.number().nullable(),
  /** Milliseconds trained up to `trainedAt`; without it, the run trains no more or not now. `trainedTime` puts both together. */
  trained: z.number(),
  trainedAt: z.number().nullable(),
  /** Finished epochs, and steps of all epochs together. */
  epoch: z.number().int(),
  step: z.number().int(),
  stepsPerEpoch: z.number().int().nullable(),
  /** Newest speed, milliseconds a training step, median of the last ones. */
  msPerStep: z.number().nullable(),
  /** Milliseconds of training time left, estimated. */
  timeLeft: z.number().nullable(),
  /** The newest epoch's rows: loss, accuracy, val_loss ... (`<head>_loss` with several heads), and `test_*` once tested. */
  metrics: z.record(z.string(), z.number()),
  /** A checkpoint is there to export or resume from. */
  hasCheckpoint: z.boolean(),
  /** The epoch whose weights are kept besides as the best, where that was asked for. */
  bestEpoch: z.number().int().nullable(),
  /** What was changed of it while it was paused, oldest first: from which step on. */
  edits: z.array(z.object({ step: z.number().int(), edit: runEditSchema })),
  /** What the user should know of how it trains, oldest first, with the step it was told at; again where it was told again after it was resumed. */
  notices: z.array(z.object({ step: z.number().int(), message: z.string() })),
  /** Each look at the test set, oldest first: when, and with the weights of which step and finished epoch. */
  tests: z.array(z.object({ time: z.number(), step: z.number().int(), epoch: z.number().int(), weights: runWeights })),
});

/** A line of a chart. `name` is a metric's kind; `head` is '' for the model's total. */
export const seriesRow = z.object({
  id: z.number().int(),
  run: z.string(),
  name: z.string(),
  split: z.enum(['train', 'validation', 'test']),
  head: z.string(),
  unit: z.enum(['batch', 'epoch']),
});
/** [step, epoch, value]: the step counts batches from the run's start, 1 for the first; epoch counts from 1. */
export type Point = [step: number, epoch: number, value: number];
const isPoint = (value: unknown): boolean => Array.isArray(value) && value.length === 3 && value.every(Number.isFinite);
/** Looked through by hand: a long run has hundreds of thousands of points, and a parser for each would hold up the window. */
const pointList = z.custom<Point[]>((value) => Array.isArray(value) && value.every(isPoint), 'points are lists of three numbers');
export const seriesPoints = z.object({ series: seriesRow, points: pointList });
/** Some of a run's points; `next` is the step to go on after, null when there are no more. */
export const pointsPage = z.object({ series: z.array(seriesPoints), next: z.number().int().nullable() });

/** A number that a model is fed: the column's name, and the range that is looked at. */
const surfaceAxis = z.object({ title: z.string(), low: z.number(), high: z.number() });

/**
 * What a head gives over the plane of the two numbers that a model is fed, at the middles of `side` × `side` cells: row by row from the lowest y on, in each from the lowest x.
 * `values` are the numbers themselves; of classes the place of the one that is chosen, and `shares` how probable the head takes it to be, null where it gives no probabilities.
 */
const surface = z.object({
  head: z.string(),
  /** Which of the head's numbers, where there are several that are no classes. */
  unit: z.number().int().nullable(),
  x: surfaceAxis,
  y: surfaceAxis,
  side: z.number().int().positive(),
  classes: z.array(z.string()).nullable(),
  values: z.array(z.number()),
  shares: z.array(z.number()).nullable(),
  /** Training examples spread evenly over all: x and y of one after the other, and what the head should give for each; null where it is compared with no column. */
  points: z.array(z.number()),
  targets: z.array(z.number()).nullable(),
});

/** What a run's model gives at the Outputs that are shown, as of an epoch and step: examples one after the other, with data of the same shape beside them; and over a plane. */
export const runSamples = z.object({
  epoch: z.number().int(),
  step: z.number().int(),
  outputs: z.array(
    z.object({ name: z.string(), shape: z.array(z.number().int()), numbers: z.array(z.number()), real: z.array(z.number()).nullable() }),
  ),
  surfaces: z.array(surface).default([]),
});

/** A project written as a script: where, and which files. */
export const scriptResult = z.object({
  directory: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
});

export const engineRow = z.object({
  name: z.enum(engineNames),
  available: z.boolean(),
  /** Version and device when available. */
  version: z.string().nullable(),
  device: z.string().nullable(),
  /** Why it is not available and what to do, in words. */
  reason: z.string().nullable(),
  /** Why it did not pass its check, in words: it can be chosen, but is not by itself. */
  failure: z.string().nullable(),
  /** What this machine could have besides, and how, in words. */
  advice: z.string().nullable(),
  /** Takes part in the automatic choice, and is the one chosen. */
  chosen: z.boolean(),
});

export const templateRow = z.object({
  id: z.string(),
  title: z.string(),
  /** What templates of its kind are about. */
  family: z.string(),
  summary: z.string(),
  dataset: z.string(),
  parameters: z.number().int(),
});

export const exportResult = z.object({
  run: z.string(),
  format: z.literal('tfjs'),
  directory: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  /** The proof: outputs of the file read back, against the studio's own, on `samples` validation examples. */
  samples: z.number().int(),
  largestDifference: z.number(),
  /** What was written: stock layers, or, where they cannot say the model, the graph of its operations; and then why, in words. */
  kind: z.enum(['layers-model', 'graph-model']),
  reason: z.string().nullable(),
});

/** A range test of the learning rate: [rate, smoothed loss] of each step, the rate rising; and what it proposes, null where no loss fell. */
export const rateTest = z.object({ points: z.array(z.tuple([z.number(), z.number()])), proposed: z.number().nullable() });

export const datasetPreview = z.object({
  dataset: z.string(),
  train: z.number().int(),
  validation: z.number().int(),
  test: z.number().int(),
  columns: z.array(
    z.object({
      name: z.string(),
      role: z.enum(['feature', 'target']),
      type: z.enum(['image', 'number', 'class']),
      shape: z.array(z.number().int()),
      classes: z.array(z.string()).nullable(),
      /** What whole numbers of the column stand for, such as letters. */
      tokens: z.array(z.string()).nullable(),
      /** Its numbers are from 0 to 1. */
      fractions: z.boolean(),
    }),
  ),
  /** Training examples spread evenly over all: for each column the flat numbers of each example. */
  examples: z.array(z.record(z.string(), z.array(z.number()))),
  /** For each class column: how many training examples each class has. */
  classCounts: z.record(z.string(), z.array(z.number().int())),
});

export const settingsRow = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** 'auto' or an engine's name. */
  engine: z.enum(engineChoices),
  /** Sizes and folds of the window's places, as the window wrote them. */
  layout: z.record(z.string(), z.json()),
});

export type ProjectRow = z.infer<typeof projectRow>;
export type ProjectRecord = z.infer<typeof projectRecord>;
export type RevisionRow = z.infer<typeof revisionRow>;
export type RevisionPage = z.infer<typeof revisionPage>;
export type RunRow = z.infer<typeof runRow>;
export type RunWeights = z.infer<typeof runWeights>;
export type SeriesRow = z.infer<typeof seriesRow>;
export type SeriesPoints = z.infer<typeof seriesPoints>;
export type PointsPage = z.infer<typeof pointsPage>;
export type SurfaceRow = z.infer<typeof surface>;
export type RunSamples = z.infer<typeof runSamples>;
export type ScriptResult = z.infer<typeof scriptResult>;
export type EngineRow = z.infer<typeof engineRow>;
export type TemplateRow = z.infer<typeof templateRow>;
export type ExportResult = z.infer<typeof exportResult>;
export type RateTest = z.infer<typeof rateTest>;
export type DatasetPreview = z.infer<typeof datasetPreview>;
export type SettingsRow = z.infer<typeof settingsRow>;
