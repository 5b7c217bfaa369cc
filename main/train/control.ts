import type { TrainPlan } from '../../shared/plan/trainPlan.ts';
import type { RunEdit } from '../../shared/run/runEdit.ts';

/** What is changed of a run, and the plan with it, where blocks change. */
export interface Change {
  readonly edit: RunEdit;
  readonly plan?: TrainPlan | undefined;
}

export type Wish = 'run' | 'pause' | 'stop';

/** What the user wants of a training now. The loop asks between steps; waiting costs nothing. */
export class Control {
  #wish: Wish = 'run';
  readonly #edits: Change[] = [];
  #wake: (() => void) | null = null;

  get wish(): Wish {
    return this.#wish;
  }

  /** What is to be changed once the pause is over. */
  edit(edit: RunEdit, plan?: TrainPlan): void {
    this.#edits.push({ edit, plan });
  }

  /** The edits that came since they were last taken. */
  takeEdits(): readonly Change[] {
    return this.#edits.splice(0);
  }

  /** A stop is final: nothing after it counts. */
  set(wish: Wish): void {
    if (this.#wish !== 'stop') this.#wish = wish;
    if (this.#wish !== 'pause') this.#wake?.();
  }

  /** Ends once the wish is no longer to pause, and gives it. */
  async whilePaused(): Promise<Wish> {
    while (this.#wish === 'pause') {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wake = null;
    return this.#wish;
  }
}
