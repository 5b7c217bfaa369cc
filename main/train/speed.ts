/** Calls, and ends of epochs, whose times are kept. */
const kept = 9;
/** Time one call of the engine should take: short enough that pause and stop act at once, long enough that calls cost nothing. */
const callMs = 40;
const maxSteps = 32;
/** Of a training step, what the way forward takes: until the end of an epoch was timed. */
const shareOfForward = 1 / 3;

/**
 * How quick training is. Work takes its time, and what comes beside it only adds to it: a step is taken to be as quick as in the quicker quarter of the last calls, so that
 * a machine that was busy elsewhere for a moment, or the single steps of the beginning, do not make hours of minutes.
 */
export class Speed {
  /** Milliseconds a step, of each call. */
  #calls: number[] = [];
  #ends: number[] = [];
  readonly #validationSteps: number;

  /** `validationSteps`: how many training steps the examples of a validation would make. */
  constructor(validationSteps: number) {
    this.#validationSteps = validationSteps;
  }

  /** `ms` for `steps` steps done in one call. */
  add(ms: number, steps: number): void {
    this.#calls = [...this.#calls, ms / steps].slice(-kept);
  }
  /** What came between the last step of an epoch and the first of the next took `ms`. */
  addEpochEnd(ms: number): void {
    this.#ends = [...this.#ends, ms].slice(-kept);
  }
  /** Milliseconds a step; null before the first. */
  get msPerStep(): number | null {
    return quantile(this.#calls, 1 / 4);
  }
  /** Milliseconds left for so many steps and ends of epochs. */
  timeLeft(steps: number, ends: number): number | null {
    const { msPerStep } = this;
    if (msPerStep === null) return null;
    return steps * msPerStep + ends * (quantile(this.#ends, 1 / 2) ?? this.#validationSteps * msPerStep * shareOfForward);
  }
  /** Steps to ask of the engine in one call. */
  get stepsPerCall(): number {
    return this.msPerStep === null ? 1 : Math.max(1, Math.min(maxSteps, Math.floor(callMs / this.msPerStep)));
  }
}

const quantile = (times: readonly number[], share: number): number | null =>
  times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? null;
