import type { ProjectDocument } from '../graph/document.ts';

/** What templates are about, in the order in which they are offered. */
export const templateFamilies = [
  'First networks',
  'Numbers',
  'Pictures',
  'From picture to picture',
  'Sequences',
  'Text',
  'Several networks',
] as const;
export type TemplateFamily = (typeof templateFamilies)[number];

/** A ready project. `build` makes a new one, with an id of its own, each time. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly family: TemplateFamily;
  /** What it shows, in one or two sentences. */
  readonly summary: string;
  build(): ProjectDocument;
}
