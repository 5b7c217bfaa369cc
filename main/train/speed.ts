/** Steps whose times are kept. */
const kept = 50;
/** Time one call of the engine should take: short enough that pause and stop act at once, long enough that calls cost nothing. */
const callMs = 40;
const maxSteps = 32;
/** Of a training step, what the way forward takes: until the first validation has been timed. */
const shareOfForward = 1 / 3;

/** How quick training is: the median of the last steps, so that one slow step does not shake the estimate. */
export class Speed {
  readonly #times: number[] = [];
  readonly #validationSteps: number;
  #validationMs: number | null = null;

  /** `validationSteps`: how many training steps the examples of a validation would make. */
  constructor(validationSteps: number) {
    this.#validationSteps = validationSteps;
  }

  /** `ms` for `steps` steps done in one call. */
  add(ms: number, steps: number): void {
    for (let step = 0; step < steps; step++) this.#times.push(ms / steps);
    this.#times.splice(0, Math.max(0, this.#times.length - kept));
  }
  addValidation(ms: number): void {
    this.#validationMs = ms;
  }
  /** Milliseconds a step; null before the first. */
  get msPerStep(): number | null {
    const sorted = this.#times.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? null;
  }
  /** Milliseconds left for so many steps and validations. */
  timeLeft(steps: number, validations: number): number | null {
    if (this.msPerStep === null) return null;
    const validation = this.#validationMs ?? this.#validationSteps * this.msPerStep * shareOfForward;
    return steps * this.msPerStep + validations * validation;
  }
  /** Steps to ask of the engine in one call. */
  get stepsPerCall(): number {
    return this.msPerStep === null ? 1 : Math.max(1, Math.min(maxSteps, Math.floor(callMs / this.msPerStep)));
  }
}
