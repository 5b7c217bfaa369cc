import { z } from 'zod';
import { filesValueSchema } from '../catalogue/foundFiles.ts';
import { watches } from '../catalogue/index.ts';
import { fileReaders } from '../catalogue/params.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';
import { documentSchema } from '../graph/document.ts';
import { runEditSchema } from '../run/runEdit.ts';
import { weightSourceSchema } from '../plan/weightSource.ts';
import { engineChoices } from '../run/engines.ts';
import { augmentedExamples } from './augmented.ts';
import { neuronView } from './neuron.ts';
import { mostExamples, mostPasses, predictions } from './predictions.ts';
import {
  datasetPreview,
  engineRow,
  exportResult,
  pointsPage,
  projectRecord,
  projectRow,
  rateTest,
  revisionPage,
  runRow,
  runSamples,
  runWeights,
  scriptResult,
  seriesRow,
  settingsRow,
  templateRow,
} from './rows.ts';

/** A number that takes the place of a training choice for one run, within the bounds of that choice. */
function overridden(name: 'epochs' | 'batchSize' | 'seed') {
  const { min = -Infinity, max = Infinity } = trainingParams[name];
  return z.number().int().min(min).max(max).optional();
}

const id = z.string().min(1).max(100);
const none = z.strictObject({});
const ofRun = z.strictObject({ run: id });
const weights = runWeights.optional();

/** What the face can ask of the work. Imperative names; every input and answer has its parser. */
export const commands = {
  listTemplates: { input: none, output: z.array(templateRow) },
  listProjects: { input: none, output: z.array(projectRow) },
  /** Makes a project from a template, from a document (import), or an empty one. */
  createProject: {
    input: z.strictObject({
      template: id.optional(),
      document: documentSchema.optional(),
      name: z.string().min(1).max(200).optional(),
      /** Only to look at it: it is kept, and listed, once something of it is changed or trained. */
      look: z.boolean().optional(),
    }),
    output: projectRecord,
  },
  openProject: { input: z.strictObject({ project: id }), output: projectRecord },
  /** Adds a revision. Refused with code `conflict` when `baseRevision` is not the newest. Acknowledged only once it is on disk. */
  saveProject: { input: z.strictObject({ document: documentSchema, baseRevision: z.number().int() }), output: projectRow },
  /** The kept versions of a project, newest first, a page at a time: those older than `before`. */
  listRevisions: {
    input: z.strictObject({ project: id, before: z.number().int().optional(), limit: z.number().int().min(1).max(200).default(40) }),
    output: revisionPage,
  },
  getRevision: { input: z.strictObject({ project: id, number: z.number().int() }), output: documentSchema },
  duplicateProject: { input: z.strictObject({ project: id }), output: projectRecord },
  /** Deletes the project with its runs and weights. */
  deleteProject: { input: z.strictObject({ project: id }), output: none },

  /** Trains the newest saved revision. `limit` = the first N training examples after the seeded shuffle. */
  startRun: {
    input: z.strictObject({
      project: id,
      epochs: overridden('epochs'),
      batchSize: overridden('batchSize'),
      seed: overridden('seed'),
      limit: z.number().int().min(1).optional(),
      /** Kinds of what is told of each layer, in place of the project's. */
      watch: z.array(z.string().refine((kind) => watches.some((own) => own.kind === kind), 'there is no such watch')).optional(),
      engine: z.enum(engineChoices).optional(),
    }),
    output: runRow,
  },
  pauseRun: { input: ofRun, output: runRow },
  /**
   * Goes on after a pause, or from the last checkpoint of a stopped or interrupted run; from the beginning where there is none. On the engine that it was on:
   * where that cannot be had it is refused as `otherEngine`, unless `engine` names the one that is agreed to.
   */
  resumeRun: { input: ofRun.extend({ engine: z.enum(engineChoices).optional() }), output: runRow },
  /** Changes the learning rate, the schedule, or what blocks do, of a run that is paused, stopped or interrupted; it goes on with them. The run's record tells the change. */
  editRun: { input: z.strictObject({ run: id, edit: runEditSchema }), output: runRow },
  /** Ends it, keeping the weights in a checkpoint. */
  stopRun: { input: ofRun, output: runRow },
  deleteRun: { input: ofRun, output: none },
  /** Evaluates the test set, on request alone; the run's metrics then have `test_*`, and its `tests` tell when and with which weights. */
  testRun: { input: ofRun.extend({ weights }), output: runRow },
  /** The layers of a run whose weights are kept, for a block to start from. */
  getRunWeights: { input: ofRun.extend({ weights }), output: weightSourceSchema },
  /** Takes over the weights of a TF.js layers model, by the path of its model.json or of its folder, for blocks to start from. */
  importWeights: { input: z.strictObject({ path: z.string().min(1).max(4000) }), output: weightSourceSchema },
  /** What the model of a run gives at the Outputs that are shown, as it was last taken; null where there is nothing. */
  getRunSamples: { input: ofRun, output: z.object({ samples: runSamples.nullable() }) },
  /**
   * A unit of a Dense layer as the newest checkpoint of a run has it, or the best one, for an example of the data set. `layer` is its id, its name or its layerId.
   */
  getNeuron: {
    input: ofRun.extend({
      weights,
      layer: z.string().min(1).max(2000),
      unit: z.number().int().min(0),
      example: z.number().int().min(0).default(0),
      /** Of a layer that works at several places, such as the steps of a sequence. */
      place: z.number().int().min(0).default(0),
    }),
    output: neuronView,
  },
  /**
   * What the newest checkpoint of a run says, or the best one, of the first examples of its validation set (of what it was trained on where it has none), or of one example of
   * the data set. With `passes`, as often with dropout left on, for the mean and spread of each output. On the engine of the run, unless another is named.
   */
  predictExamples: {
    input: ofRun.extend({
      weights,
      engine: z.enum(engineChoices).optional(),
      count: z.number().int().min(1).max(mostExamples).default(100),
      example: z.number().int().min(0).nullable().default(null),
      passes: z.number().int().min(0).max(mostPasses).default(0),
      seed: z
        .number()
        .int()
        .min(0)
        .max(2 ** 31 - 1)
        .default(0),
    }),
    output: predictions,
  },
  /** Newest first; all projects when none is named. */
  listRuns: { input: z.strictObject({ project: id.optional() }), output: z.array(runRow) },
  getRun: { input: ofRun, output: runRow },
  /** The document as it was trained. */
  getRunDocument: { input: ofRun, output: documentSchema },
  /**
   * Rows of the store with step > `after`, at most `limit` of each series; asked again after the answer's `next`, the following ones. A chart is
   * all of these, then the `pointsAdded` events, merged by (series, step).
   */
  getPoints: {
    input: z.strictObject({
      run: id,
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(50_000).default(10_000),
      /** Only the lines that have a point a batch, or an epoch. */
      unit: seriesRow.shape.unit.optional(),
    }),
    output: pointsPage,
  },
  /** Writes and proves an export. `directory` must be empty or absent; absent = a new folder under the data folder's `exports`. */
  exportRun: {
    input: z.strictObject({ run: id, format: z.literal('tfjs'), directory: z.string().optional(), weights }),
    output: exportResult,
  },

  /** Writes a project as a Keras script with the examples it trains on. `directory` as of `exportRun`. */
  writeScript: { input: z.strictObject({ document: documentSchema, directory: z.string().optional() }), output: scriptResult },

  /** Trains a copy of a document for some steps at rising learning rates; nothing of it is kept. */
  findLearningRate: {
    input: z.strictObject({ document: documentSchema, engine: z.enum(engineChoices).optional(), phase: z.string().optional() }),
    output: rateTest,
  },

  /** Reads what is in files of the user's, on the machine that trains: the value of a `files` parameter. What was wanted of a column `before` stays. */
  describeFiles: {
    input: z.strictObject({ reads: z.enum(fileReaders), path: z.string().min(1).max(4000), before: filesValueSchema.nullable() }),
    output: filesValueSchema,
  },
  getDatasetPreview: {
    input: z.strictObject({ document: documentSchema, examples: z.number().int().min(1).max(100) }),
    output: datasetPreview,
  },
  /** What a block that changes pictures by chance makes of the first examples of a step of training, with that step's draws. */
  getAugmentedExamples: {
    input: z.strictObject({
      document: documentSchema,
      graph: id,
      node: id,
      step: z.number().int().min(0).default(0),
      examples: z.number().int().min(1).max(16),
    }),
    output: augmentedExamples,
  },
  listEngines: { input: none, output: z.array(engineRow) },
  getSettings: { input: none, output: settingsRow },
  /** What the user has to know about the data, such as that a damaged database was set aside; null when there is nothing, or once it was read. */
  getNotice: { input: none, output: z.object({ notice: z.string().nullable() }) },
  /** It was read: nobody is shown it again. */
  dismissNotice: { input: none, output: none },
  setSettings: { input: settingsRow.partial().strict(), output: settingsRow },
} as const;

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandInput<C extends CommandName> = z.input<Commands[C]['input']>;
export type CommandOutput<C extends CommandName> = z.output<Commands[C]['output']>;
