/** Steps whose times are kept. */
const kept = 50;
/** Time one call of the engine should take: short enough that pause and stop act at once, long enough that calls cost nothing. */
const callMs = 40;
const maxSteps = 32;
/** Of a training step, what the way forward takes: until the first validation has been timed. */
const shareOfForward = 1 / 3;
/** Of what an engine takes to prepare its first step, what it takes for one more like it: then it is awake. Between 0.6 and 0.9 on the networks of `bench/`. */
const shareOfFirst = 3 / 4;

/** How quick training is: the median of the last steps, so that one slow step does not shake the estimate. */
export class Speed {
  readonly #times: number[] = [];
  readonly #validationSteps: number;
  /** What an engine prepares after its first step, up to the first validation: how many such steps it is like. */
  readonly #preparations: number;
  /** What the first step took: an engine prepares itself in it. */
  #firstMs: number | null = null;
  #validationMs: number | null = null;

  /**
   * `validationSteps`: how many training steps the examples of a validation would make; `partBatch`: whether the last batch of an epoch is smaller;
   * `watches`: whether a step is looked into as an epoch ends.
   */
  constructor(validationSteps: number, { partBatch = false, watches = false } = {}) {
    this.#validationSteps = validationSteps;
    // Validations are of two sizes; the step that is looked into is a small one.
    this.#preparations = Number(partBatch) + 2 * shareOfForward + Number(watches) / 3;
  }

  /** `ms` for `steps` steps done in one call. */
  add(ms: number, steps: number): void {
    this.#firstMs ??= ms / steps;
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
    return steps * this.msPerStep + validations * validation + (validations > 0 ? this.#preparation : 0);
  }
  /** Milliseconds that an engine will take to prepare itself, up to the first validation. */
  get #preparation(): number {
    if (this.#validationMs !== null || this.#firstMs === null) return 0;
    return Math.max(0, this.#firstMs - (this.msPerStep ?? 0)) * this.#preparations * shareOfFirst;
  }
  /** Steps to ask of the engine in one call. */
  get stepsPerCall(): number {
    return this.msPerStep === null ? 1 : Math.max(1, Math.min(maxSteps, Math.floor(callMs / this.msPerStep)));
  }
}
