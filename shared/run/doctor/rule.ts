import type { ProjectDocument } from '../../graph/document.ts';
import type { PlanLayer } from '../../plan/trainPlan.ts';
import type { RunState } from '../runState.ts';
import type { Found } from './finding.ts';

interface Described {
  readonly kind: string;
  readonly title: string;
  /** Why it matters. */
  readonly reason: string;
}

/** A project before it is trained. */
export interface ModelCase {
  readonly document: ProjectDocument;
  /** The newest run of the project, and what it was started from; null when there is none. */
  readonly before: { readonly number: number; readonly document: ProjectDocument } | null;
}
/** Judges a document by itself. */
export interface ModelRule extends Described {
  find(model: ModelCase): readonly Found[];
}

/** A line of a run's charts: `[step, epoch, value]`, ordered by step. */
export interface RunLine {
  readonly name: string;
  readonly split: 'train' | 'validation' | 'test';
  /** A head's or a layer's name; '' for the model's total. */
  readonly head: string;
  readonly unit: 'batch' | 'epoch';
  readonly points: readonly (readonly [step: number, epoch: number, value: number])[];
}
/** A run as it was recorded so far. */
export interface RunCase {
  /** What it was started from. */
  readonly document: ProjectDocument;
  readonly state: RunState;
  readonly reason: string | null;
  /** Its layers in the order in which they compute. */
  readonly layers: readonly PlanLayer[];
  /** Several take turns: their losses pull against each other, and none of them need fall. */
  readonly phases: number;
  readonly lines: readonly RunLine[];
}
/** Judges what was measured in a run. */
export interface RunRule extends Described {
  /** What the rules behind it would see follows from what it has found, and they would blame the model for it. */
  readonly settles?: boolean;
  find(run: RunCase): readonly Found[];
}
