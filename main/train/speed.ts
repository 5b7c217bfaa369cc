/** Calls, and ends of epochs, whose times are kept. */
const kept = 9;
/** So many calls are needed for one that was held up to be outvoted. */
const enough = 3;
/** Time one call of the engine should take: short enough that pause and stop act at once, long enough that calls cost nothing. */
const callMs = 40;
const maxSteps = 32;
/** Of a training step, what the way forward takes: until the end of an epoch was timed. */
const shareOfForward = 1 / 3;

/** How quick training is: medians of the last calls and of the last ends of epochs, so that a slow one does not shake the estimate. */
export class Speed {
  /** Milliseconds a step, of each call. */
  #calls: number[] = [];
  /** Those of the trial: of single steps, which take longer than many in one call. */
  #trial: readonly number[] = [];
  readonly #ends: number[] = [];
  readonly #validationSteps: number;

  /** `validationSteps`: how many training steps the examples of a validation would make. */
  constructor(validationSteps: number) {
    this.#validationSteps = validationSteps;
  }

  /** `ms` for `steps` steps done in one call. */
  add(ms: number, steps: number): void {
    this.#calls = [...this.#calls, ms / steps].slice(-kept);
  }
  /** The trial is over: its steps count until there are enough others. */
  settle(): void {
    this.#trial = this.#calls;
    this.#calls = [];
  }
  /** What came between the last step of an epoch and the first of the next took `ms`. */
  addEpochEnd(ms: number): void {
    this.#ends.push(ms);
    this.#ends.splice(0, Math.max(0, this.#ends.length - kept));
  }
  /** Milliseconds a step; null before the first. */
  get msPerStep(): number | null {
    return median(this.#calls.length >= enough ? this.#calls : [...this.#trial, ...this.#calls]);
  }
  /** Milliseconds left for so many steps and ends of epochs. */
  timeLeft(steps: number, ends: number): number | null {
    const { msPerStep } = this;
    if (msPerStep === null) return null;
    return steps * msPerStep + ends * (median(this.#ends) ?? this.#validationSteps * msPerStep * shareOfForward);
  }
  /** Steps to ask of the engine in one call. */
  get stepsPerCall(): number {
    return this.msPerStep === null ? 1 : Math.max(1, Math.min(maxSteps, Math.floor(callMs / this.msPerStep)));
  }
}

const median = (times: readonly number[]): number | null => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? null;
