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
  /** The learning rate of single phases, by their names, in place of `learningRate`. */
  rates: z.record(z.string().min(1), z.number().finite().min(0)).optional(),
  schedule: z.strictObject({ kind: z.string(), values: z.record(z.string(), scalar) }).optional(),
  blocks: z.array(blockEditSchema).optional(),
});
export type RunEdit = z.infer<typeof runEditSchema>;

/** What is wrong with an edit of a run with these phases, in words; null when nothing is. Whether its blocks can be changed so, `editedPlan` says. */
export function refuseEdit({ learningRate, rates = {}, schedule, blocks = [] }: RunEdit, phases: readonly string[]): string | null {
  const unknown = Object.keys(rates).find((name) => !phases.includes(name));
  if (unknown !== undefined) return noPhase('run', unknown, phases);
  if (learningRate === undefined && Object.keys(rates).length === 0 && schedule === undefined && blocks.length === 0)
    return 'Nothing is changed: give a learning rate, a schedule, a rate of a dropout, or a block to freeze or to train.';
  const parsed = schedule && parseValue(trainingParams.schedule, schedule);
  return parsed && 'problem' in parsed ? `The schedule cannot be taken: ${parsed.problem}.` : null;
}

/** That a run, or a project, has no phase of a name, with those that it has. */
export const noPhase = (of: 'run' | 'project', name: string, phases: readonly string[]): string =>
  phases.length > 1
    ? `The ${of} has no phase "${name}": its phases are ${phases.join(', ')}.`
    : `The ${of} has no phase "${name}": it has a single one, and one learning rate.`;

/** All of several edits, one after another: what came later counts. */
export const mergeEdits = (edits: readonly RunEdit[]): RunEdit =>
  edits.reduce<RunEdit>((all, edit) => {
    const blocks = [...(all.blocks ?? []), ...(edit.blocks ?? [])].reduce<Map<string, BlockEdit>>((found, block) => {
      const key = `${block.graph}/${block.node}`;
      const before = found.get(key);
      const values = { ...before?.values, ...block.values };
      return found.set(key, { ...before, ...block, ...(Object.keys(values).length > 0 ? { values } : {}) });
    }, new Map());
    // A rate for all counts for the phases too that had one of their own.
    const { rates: before, ...kept } = all;
    const rates = edit.learningRate === undefined ? { ...before, ...edit.rates } : { ...edit.rates };
    return {
      ...kept,
      ...edit,
      ...(Object.keys(rates).length > 0 ? { rates } : {}),
      ...(blocks.size > 0 ? { blocks: [...blocks.values()] } : {}),
    };
  }, {});

/** The learning rate that an edit gives a phase; undefined where it changes none. */
export const editedRate = ({ learningRate, rates }: RunEdit, phase: string): number | undefined => rates?.[phase] ?? learningRate;

/** A block's edit in words: `Dropout rate 0.2`, `conv2d frozen`. */
export const blockEditWords = ({ title, frozen, values = {} }: BlockEdit): string =>
  [
    ...Object.entries(values).map(([name, value]) => `${title}: ${toWords(name).toLowerCase()} ${value}`),
    ...(frozen === undefined ? [] : [`${title} ${frozen ? 'frozen' : 'trained'}`]),
  ].join(', ');

/** An edit in words: `learning rate 0.001, cosine from step 120`. */
export function editWords({ learningRate, rates = {}, schedule, blocks = [] }: RunEdit, step: number): string {
  const parts = [
    ...(learningRate === undefined ? [] : [`learning rate ${Number(learningRate.toPrecision(4))}`]),
    ...Object.entries(rates).map(([phase, rate]) => `learning rate of ${phase} ${Number(rate.toPrecision(4))}`),
    ...(schedule === undefined ? [] : [`schedule ${findSchedule(schedule.kind).title.toLowerCase()}`]),
    ...blocks.map(blockEditWords),
  ];
  return `Changed at step ${step.toLocaleString('en-US')}: ${parts.join(', ')}.`;
}
