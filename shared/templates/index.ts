import { irisMlp } from './irisMlp.ts';
import { mnistCnn } from './mnistCnn.ts';
import { mnistMlp } from './mnistMlp.ts';
import type { Template } from './template.ts';
import { twoSpirals } from './twoSpirals.ts';
import { xor } from './xor.ts';

export type { Template } from './template.ts';

/** Ready projects, in the order they are offered. */
export const templates: readonly Template[] = [mnistCnn, mnistMlp, irisMlp, xor, twoSpirals];

/** The template of an id. Throws an Error that lists the known ones. */
export function findTemplate(id: string): Template {
  const template = templates.find((candidate) => candidate.id === id);
  if (!template) throw new Error(`unknown template "${id}": known are ${templates.map((known) => known.id).join(', ')}`);
  return template;
}
