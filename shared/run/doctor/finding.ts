import type { Edit } from '../../graph/edits.ts';
import type { ProjectDocument } from '../../graph/document.ts';

/** Something that can be done about a finding at a click, as one step of undo. */
export interface Fix {
  /** What the button says: `Divide the learning rate by 10`. */
  readonly title: string;
  /** The edits for the project as it is now; null where it is done already, or what it is about is gone. */
  edits(project: ProjectDocument): readonly Edit[] | null;
}

/** What the doctor has found: in words what is seen, why that matters, and what helps. Advice, never a reason not to train. */
export interface Finding {
  /** The rule's kind. */
  readonly rule: string;
  readonly title: string;
  /** What is seen, with its numbers and the block's name. */
  readonly seen: string;
  readonly reason: string;
  readonly remedy: string;
  /** The block it is about, and which of its fields. */
  readonly at?: { readonly graph: string; readonly node: string; readonly param?: string };
  /** Where it begins on the curves of a metric. */
  readonly mark?: { readonly metric: string; readonly epoch: number; readonly step: number };
  readonly fix?: Fix;
}

/** What a rule says of one thing that it has found; title and reason are the rule's. */
export type Found = Omit<Finding, 'rule' | 'title' | 'reason'>;
