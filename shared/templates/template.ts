import type { ProjectDocument } from '../graph/document.ts';

/** A ready project. `build` makes a new one, with an id of its own, each time. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** What it shows, in one or two sentences. */
  readonly summary: string;
  build(): ProjectDocument;
}
