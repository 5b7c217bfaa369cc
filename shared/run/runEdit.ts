import { z } from 'zod';
import { findSchedule } from '../catalogue/index.ts';
import { parseValue } from '../catalogue/parseValues.ts';
import { toWords } from '../catalogue/toWords.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()]);
/** What is changed of a block: whether training moves its weights, and numbers that alter no shape, such as the rate of a Dropout. */
export const blockEditSchema = z.strictObject({
  /** The graph it stands in, by its id in the project, and its own id there. */
  graph: z.string().min(1),
  node: z.string().min(1),
  /** What it is called, for the record. */
  title: z.string(),
  frozen: z.boolean().optional(),
  values: z.record(z.string(), z.number().finite()).optional(),
});
export type BlockEdit = z.infer<typeof blockEditSchema>;

/** What can be changed of a run while it is paused. */
export const runEditSchema = z.strictObject({
  learningRate: z.number().finite().min(0).optional(),
  schedule: z.strictObject({ kind: z.string(), values: z.record(z.string(), scalar) }).optional(),
  blocks: z.array(blockEditSchema).optional(),
});
export type RunEdit = z.infer<typeof runEditSchema>;

/** What is wrong with an edit by itself, in words; null when nothing is. Whether its blocks can be changed so, `editedPlan` says. */
export function refuseEdit({ learningRate, schedule, blocks = [] }: RunEdit): string | null {
  if (learningRate === undefined && schedule === undefined && blocks.length === 0)
    return 'Nothing is changed: give a learning rate, a schedule, a rate of a dropout, or a block to freeze or to train.';
  const parsed = schedule && parseValue(trainingParams.schedule, schedule);
  return parsed && 'problem' in parsed ? `The schedule cannot be taken: ${parsed.problem}.` : null;
}

/** All of several edits, one after another: what came later counts. */
export const mergeEdits = (edits: readonly RunEdit[]): RunEdit =>
  edits.reduce<RunEdit>((all, edit) => {
    const blocks = [...(all.blocks ?? []), ...(edit.blocks ?? [])].reduce<Map<string, BlockEdit>>((found, block) => {
      const key = `${block.graph}/${block.node}`;
      const before = found.get(key);
      const values = { ...before?.values, ...block.values };
      return found.set(key, { ...before, ...block, ...(Object.keys(values).length > 0 ? { values } : {}) });
    }, new Map());
    return { ...all, ...edit, ...(blocks.size > 0 ? { blocks: [...blocks.values()] } : {}) };
  }, {});

/** A block's edit in words: `Dropout rate 0.2`, `conv2d frozen`. */
export const blockEditWords = ({ title, frozen, values = {} }: BlockEdit): string =>
  [
    ...Object.entries(values).map(([name, value]) => `${title}: ${toWords(name).toLowerCase()} ${value}`),
    ...(frozen === undefined ? [] : [`${title} ${frozen ? 'frozen' : 'trained'}`]),
  ].join(', ');

/** An edit in words: `learning rate 0.001, cosine from step 120`. */
export function editWords({ learningRate, schedule, blocks = [] }: RunEdit, step: number): string {
  const parts = [
    ...(learningRate === undefined ? [] : [`learning rate ${Number(learningRate.toPrecision(4))}`]),
    ...(schedule === undefined ? [] : [`schedule ${findSchedule(schedule.kind).title.toLowerCase()}`]),
    ...blocks.map(blockEditWords),
  ];
  return `Changed at step ${step.toLocaleString('en-US')}: ${parts.join(', ')}.`;
}
