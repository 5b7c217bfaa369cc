import { z } from 'zod';
import { findSchedule } from '../catalogue/index.ts';
import { parseValue } from '../catalogue/parseValues.ts';
import { trainingParams } from '../catalogue/trainingParams.ts';

const scalar = z.union([z.number(), z.string(), z.boolean(), z.null()]);
/** What can be changed of a run while it is paused. */
export const runEditSchema = z.strictObject({
  learningRate: z.number().finite().min(0).optional(),
  schedule: z.strictObject({ kind: z.string(), values: z.record(z.string(), scalar) }).optional(),
});
export type RunEdit = z.infer<typeof runEditSchema>;

/** What is wrong with an edit, in words; null when nothing is. */
export function refuseEdit({ learningRate, schedule }: RunEdit): string | null {
  if (learningRate === undefined && schedule === undefined) return 'Nothing is changed: give a learning rate or a schedule.';
  const parsed = schedule && parseValue(trainingParams.schedule, schedule);
  return parsed && 'problem' in parsed ? `The schedule cannot be taken: ${parsed.problem}.` : null;
}

/** An edit in words: `learning rate 0.001, cosine from step 120`. */
export function editWords({ learningRate, schedule }: RunEdit, step: number): string {
  const parts = [
    ...(learningRate === undefined ? [] : [`learning rate ${Number(learningRate.toPrecision(4))}`]),
    ...(schedule === undefined ? [] : [`schedule ${findSchedule(schedule.kind).title.toLowerCase()}`]),
  ];
  return `Changed at step ${step.toLocaleString('en-US')}: ${parts.join(', ')}.`;
}
